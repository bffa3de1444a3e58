import { ts } from 'ts-morph';
import type { RuleId } from '../rules.js';

/** Something in a bundle that no plugin should do. */
export interface Spot {
  readonly rule: Extract<RuleId, `BUNDLE_${string}`>;
  /** Where it stands in the code. */
  readonly index: number;
  readonly what: string;
}

const GLOBALS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'top', 'parent']);
const TIMERS: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'execScript',
]);
const HTML_MEMBERS: ReadonlySet<string> = new Set(['innerHTML', 'outerHTML', 'srcdoc']);
const HTML_CALLS: ReadonlySet<string> = new Set([
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
]);
const WORKERS: ReadonlySet<string> = new Set(['Worker', 'SharedWorker']);
const INLINE: ReadonlySet<string> = new Set(['style', 'script']);

/**
 * The name of a global that an expression means: `eval`, `window.eval`, `(0, eval)`. In minified
 * code no name of a module's own is so long, and no local one hides a global.
 */
const globalOf = (node: ts.Expression): ts.MemberName | undefined => {
  if (ts.isParenthesizedExpression(node)) return globalOf(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    return globalOf(node.right);
  }
  if (ts.isIdentifier(node)) return node;
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return GLOBALS.has(node.expression.text) ? node.name : undefined;
  }
  return undefined;
};

const isText = (node: ts.Expression | undefined): boolean =>
  node !== undefined &&
  (ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateExpression(node) ||
    (ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
      (isText(node.left) || isText(node.right))));

const textOf = (node: ts.Expression | undefined): string | undefined =>
  node !== undefined && (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    ? node.text
    : undefined;

const memberName = (node: ts.Expression): string | undefined => {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isElementAccessExpression(node) ? textOf(node.argumentExpression) : undefined;
};

const nameNode = (node: ts.Expression): ts.Node =>
  ts.isPropertyAccessExpression(node) ? node.name : node;

type Told = (rule: Spot['rule'], node: ts.Node, what: string) => void;

const scanCall = (node: ts.CallExpression, tell: Told): void => {
  const [first, second] = node.arguments;
  const named = globalOf(node.expression);
  if (named?.text === 'eval' || named?.text === 'Function') tell('BUNDLE_EVAL', named, named.text);
  if (named !== undefined && TIMERS.has(named.text) && isText(first)) {
    tell('BUNDLE_EVAL', named, `${named.text} with a text`);
  }
  const member = memberName(node.expression);
  if (member === undefined) return;
  const owner = (node.expression as ts.PropertyAccessExpression).expression;
  if (HTML_CALLS.has(member)) tell('BUNDLE_HTML', nameNode(node.expression), member);
  if (/^write(ln)?$/.test(member) && /\bdocument$/.test(owner.getText())) {
    tell('BUNDLE_HTML', nameNode(node.expression), `document.${member}`);
  }
  const text = textOf(first)?.toLowerCase();
  if (member === 'createElement' && text !== undefined && INLINE.has(text)) {
    tell('BUNDLE_INLINE', nameNode(node.expression), `a ${text} element`);
  }
  if (member === 'setAttribute' && text === 'style') {
    tell('BUNDLE_INLINE', nameNode(node.expression), 'a style attribute');
  }
  if (member === 'setAttribute' && text !== undefined && /^on[a-z]/.test(text) && isText(second)) {
    tell('BUNDLE_INLINE', nameNode(node.expression), `the attribute ${text} with a text`);
  }
};

const scanNew = (node: ts.NewExpression, tell: Told): void => {
  const named = globalOf(node.expression)?.text;
  const [first] = node.arguments ?? [];
  if (named === 'Function') tell('BUNDLE_EVAL', node, 'new Function');
  if (named === undefined || !WORKERS.has(named) || first === undefined) return;
  const isMade = ts.isCallExpression(first) && memberName(first.expression) === 'createObjectURL';
  if (isMade || /^(data|blob):/.test(textOf(first) ?? '')) {
    tell('BUNDLE_INLINE', node, `a ${named} made of text`);
  }
};

const scanNode = (node: ts.Node, tell: Told): void => {
  if (ts.isCallExpression(node)) scanCall(node, tell);
  if (ts.isNewExpression(node)) scanNew(node, tell);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    const member = assigns ? memberName(node.left) : undefined;
    // Emptying an element makes nothing of text.
    if (member !== undefined && HTML_MEMBERS.has(member) && textOf(node.right) !== '') {
      tell('BUNDLE_HTML', nameNode(node.left), member);
    }
  }
  // `Object.assign(element, { innerHTML })`, and what frameworks take as properties of elements.
  if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) {
    const member = node.name.text;
    if (HTML_MEMBERS.has(member) && textOf(node.initializer) !== '') {
      tell('BUNDLE_HTML', node.name, member);
    }
  }
};

/** Finds code made of text, elements made of text, and what is inline, in minified code. */
export const scanCode = (code: string): readonly Spot[] => {
  const source = ts.createSourceFile(
    'bundle.js',
    code,
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.JS,
  );
  const spots: Spot[] = [];
  const visit = (node: ts.Node): void => {
    scanNode(node, (rule, at, what) => spots.push({ rule, index: at.getStart(source), what }));
    node.forEachChild(visit);
  };
  visit(source);
  return spots;
};
