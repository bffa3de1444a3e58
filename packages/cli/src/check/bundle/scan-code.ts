import { ts } from 'ts-morph';
import type { RuleId } from '../rules.js';

/** A use of a forbidden API in a bundle. */
export interface Spot {
  readonly rule: Extract<RuleId, `BUNDLE_${string}`>;
  /** Its index in the code. */
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
 * Returns the global that an expression refers to: `eval`, `window.eval`, `(0, eval)`. In minified
 * code, a module's own names are shorter than these, so no local name shadows a global.
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

type Report = (rule: Spot['rule'], node: ts.Node, what: string) => void;

const scanCall = (node: ts.CallExpression, report: Report): void => {
  const [first, second] = node.arguments;
  const named = globalOf(node.expression);
  if (named?.text === 'eval' || named?.text === 'Function')
    report('BUNDLE_EVAL', named, named.text);
  if (named !== undefined && TIMERS.has(named.text) && isText(first)) {
    report('BUNDLE_EVAL', named, `${named.text} with a string`);
  }
  const member = memberName(node.expression);
  if (member === undefined) return;
  const owner = (node.expression as ts.PropertyAccessExpression).expression;
  if (HTML_CALLS.has(member)) report('BUNDLE_HTML', nameNode(node.expression), member);
  if (/^write(ln)?$/.test(member) && /\bdocument$/.test(owner.getText())) {
    report('BUNDLE_HTML', nameNode(node.expression), `document.${member}`);
  }
  const text = textOf(first)?.toLowerCase();
  if (member === 'createElement' && text !== undefined && INLINE.has(text)) {
    report('BUNDLE_INLINE', nameNode(node.expression), `a ${text} element`);
  }
  if (member === 'setAttribute' && text === 'style') {
    report('BUNDLE_INLINE', nameNode(node.expression), 'a style attribute');
  }
  if (member === 'setAttribute' && text !== undefined && /^on[a-z]/.test(text) && isText(second)) {
    report('BUNDLE_INLINE', nameNode(node.expression), `the attribute ${text} with a string`);
  }
};

const scanNew = (node: ts.NewExpression, report: Report): void => {
  const named = globalOf(node.expression)?.text;
  const [first] = node.arguments ?? [];
  if (named === 'Function') report('BUNDLE_EVAL', node, 'new Function');
  if (named === undefined || !WORKERS.has(named) || first === undefined) return;
  const isMade = ts.isCallExpression(first) && memberName(first.expression) === 'createObjectURL';
  if (isMade || /^(data|blob):/.test(textOf(first) ?? '')) {
    report('BUNDLE_INLINE', node, `a ${named} made from a string`);
  }
};

const scanNode = (node: ts.Node, report: Report): void => {
  if (ts.isCallExpression(node)) scanCall(node, report);
  if (ts.isNewExpression(node)) scanNew(node, report);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    const member = assigns ? memberName(node.left) : undefined;
    // Assigning '' only empties an element.
    if (member !== undefined && HTML_MEMBERS.has(member) && textOf(node.right) !== '') {
      report('BUNDLE_HTML', nameNode(node.left), member);
    }
  }
  // `Object.assign(element, { innerHTML })`, and the element properties of frameworks.
  if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) {
    const member = node.name.text;
    if (HTML_MEMBERS.has(member) && textOf(node.initializer) !== '') {
      report('BUNDLE_HTML', node.name, member);
    }
  }
};

/** Finds code and elements made from strings, and inline styles and scripts, in minified code. */
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
