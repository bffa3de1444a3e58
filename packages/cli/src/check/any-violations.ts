import { Node, SyntaxKind, ts, type CallExpression } from 'ts-morph';
import type { Handler } from '../read/declared.js';
import { placeOf } from '../read/place.js';
import { isFunction, type FunctionNode } from '../read/returns.js';
import type { BrokenRule } from './violation.js';

/** The `any` in a type annotation. */
const anyIn = (type: Node | undefined): Node | undefined => {
  if (type === undefined) return undefined;
  if (type.getKind() === SyntaxKind.AnyKeyword) return type;
  return type.getFirstDescendantByKind(SyntaxKind.AnyKeyword);
};

const hasAny = (type: ts.Node | undefined): boolean =>
  type !== undefined &&
  (type.kind === ts.SyntaxKind.AnyKeyword ||
    type.kind === ts.SyntaxKind.JSDocAllType ||
    ts.forEachChild(type, (inner) => hasAny(inner) || undefined) === true);

/** The parameters of a JavaScript function whose JSDoc type contains `any`. */
const documented = (node: FunctionNode): readonly Node[] => {
  if (!/\.[cm]?jsx?$/.test(node.getSourceFile().getFilePath())) return [];
  const found: Node[] = node
    .getParameters()
    .filter(({ compilerNode }) =>
      ts.getJSDocParameterTags(compilerNode).some((tag) => hasAny(tag.typeExpression)),
    );
  const own = [node.compilerNode, node.getParent()?.compilerNode].filter(
    (each) => each !== undefined,
  );
  return own.some((each) => hasAny(ts.getJSDocType(each))) ? [...found, node] : found;
};

/** The `any` of a handler: in its parameters, its result, or assertions on its parameters. */
const anyOfHandler = (node: Node): readonly Node[] => {
  if (!isFunction(node)) return [];
  const found = [
    ...node.getParameters().map((parameter) => anyIn(parameter.getTypeNode())),
    anyIn(node.getReturnTypeNode()),
    ...documented(node),
  ];
  const names = new Set(
    node
      .getParameters()
      .map((parameter) => parameter.getNameNode())
      .flatMap((name) =>
        Node.isIdentifier(name) ? [name] : name.getDescendantsOfKind(SyntaxKind.Identifier),
      )
      .map((each) => each.getSymbol()),
  );
  const assertions = [
    ...node.getDescendantsOfKind(SyntaxKind.AsExpression),
    ...node.getDescendantsOfKind(SyntaxKind.TypeAssertionExpression),
  ];
  for (const assertion of assertions) {
    const root = [assertion.getExpression(), ...assertion.getExpression().getDescendants()].find(
      (each) => Node.isIdentifier(each),
    );
    if (root !== undefined && names.has(root.getSymbol()))
      found.push(anyIn(assertion.getTypeNode()));
  }
  return found.filter((each) => each !== undefined);
};

/** The `any` in types around an object with handlers, and around the whole declaration. */
const anyAround = (node: Node): readonly Node[] => {
  const found: (Node | undefined)[] = [];
  for (let at: Node | undefined = node; at !== undefined; at = at.getParent()) {
    const parent: Node | undefined = at.getParent();
    if (
      Node.isAsExpression(parent) ||
      Node.isTypeAssertion(parent) ||
      Node.isSatisfiesExpression(parent)
    ) {
      found.push(anyIn(parent.getTypeNode()));
    } else if (Node.isVariableDeclaration(parent)) {
      found.push(anyIn(parent.getTypeNode()));
      break;
    } else if (Node.isCallExpression(parent)) {
      break;
    } else if (
      !Node.isParenthesizedExpression(parent) &&
      !Node.isPropertyAssignment(parent) &&
      !Node.isObjectLiteralExpression(parent)
    ) {
      break;
    }
  }
  return found.filter((each) => each !== undefined);
};

/** Finds `any` written in the types of handlers: of parameters, results and declarations. */
export const anyViolations = (
  handlers: readonly Handler[],
  calls: readonly CallExpression[],
): readonly BrokenRule[] => {
  const violations = new Map<Node, BrokenRule>();
  const report = (node: Node, message: string): void => {
    if (!violations.has(node))
      violations.set(node, { rule: 'HANDLER_ANY', place: placeOf(node), message });
  };
  for (const call of calls) {
    for (const type of call.getTypeArguments()) {
      const any = anyIn(type);
      if (any !== undefined) report(any, 'definePlugin has any as a type argument.');
    }
    const [definition] = call.getArguments();
    for (const any of definition === undefined ? [] : anyAround(innermost(definition))) {
      report(any, 'The declaration has the type any when definePlugin checks it.');
    }
  }
  for (const { group, name, functions, wrapped, within } of handlers) {
    for (const any of [...functions, ...wrapped].flatMap(anyOfHandler)) {
      report(any, `The handler ${group}.${name} uses any instead of the generated type.`);
    }
    for (const any of within.flatMap(anyAround)) {
      report(any, `The handlers under ${group} have a type with any.`);
    }
  }
  return [...violations.values()];
};

/** The expression within parentheses and assertions. */
const innermost = (node: Node): Node =>
  Node.isParenthesizedExpression(node) || Node.isAsExpression(node) || Node.isTypeAssertion(node)
    ? innermost(node.getExpression())
    : node;
