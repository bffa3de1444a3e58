import {
  Node,
  type ArrowFunction,
  type Expression,
  type FunctionDeclaration,
  type FunctionExpression,
  type MethodDeclaration,
} from 'ts-morph';

/** A function in the source. */
export type FunctionNode =
  FunctionDeclaration | FunctionExpression | ArrowFunction | MethodDeclaration;

export const isFunction = (node: Node): node is FunctionNode =>
  Node.isFunctionDeclaration(node) ||
  Node.isFunctionExpression(node) ||
  Node.isArrowFunction(node) ||
  Node.isMethodDeclaration(node);

/**
 * Returns the expressions that a function may return, without those of nested functions. `undefined`
 * if it has no body, or the caller receives a promise or a generator instead.
 */
export const returnsOf = (node: Node): readonly Expression[] | undefined => {
  if (!isFunction(node) || node.isAsync()) return undefined;
  if (!Node.isArrowFunction(node) && node.isGenerator()) return undefined;
  return returned(node);
};

/** Returns the same for asynchronous functions, too. */
export const returned = (node: Node): readonly Expression[] | undefined => {
  const body = isFunction(node) ? node.getBody() : undefined;
  if (body === undefined) return undefined;
  if (!Node.isBlock(body)) return [body as Expression];
  const found: Expression[] = [];
  body.forEachDescendant((inner, traversal) => {
    if (isFunction(inner) || Node.isClassDeclaration(inner) || Node.isClassExpression(inner)) {
      traversal.skip();
    } else if (Node.isReturnStatement(inner)) {
      const expression = inner.getExpression();
      if (expression !== undefined) found.push(expression);
    }
  });
  return found;
};
