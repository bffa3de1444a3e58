import {
  Node,
  SyntaxKind,
  type CallExpression,
  type NewExpression,
  type SourceFile,
} from 'ts-morph';
import { isWrapper } from '../read/is-wrapper.js';
import { placeOf } from '../read/place.js';
import { isFunction, returned } from '../read/returns.js';
import { declarationsOf } from '../read/symbols.js';
import type { BrokenRule } from './violation.js';

const PROMISE = /^(?:globalThis\.)?Promise$/;
const PROMISE_TYPE = /^(?:globalThis\.)?Promise(?:Like)?\b/;
const FETCH = /^(?:globalThis\.|window\.|self\.)?fetch$/;

/** Methods of an array that do not wait for the promises of their callback. */
const CALLS_BACK: ReadonlySet<string> = new Set([
  'forEach',
  'map',
  'flatMap',
  'filter',
  'some',
  'every',
]);

/** The nodes that were read: functions may call each other in a circle. */
type Seen = Set<Node>;

/** Whether a type is a promise, or may be one. */
const isPromiseType = (type: Node): boolean =>
  Node.isUnionTypeNode(type)
    ? type.getTypeNodes().some(isPromiseType)
    : PROMISE_TYPE.test(type.getText());

/** Whether a function, its declaration, or an expression that results in it returns a promise. */
const returnsPromise = (node: Node | undefined, seen: Seen): boolean => {
  if (node === undefined || seen.has(node)) return false;
  seen.add(node);
  if (isFunction(node)) {
    const type = node.getReturnTypeNode();
    if (node.isAsync()) return true;
    if (type !== undefined) return isPromiseType(type);
    return (returned(node) ?? []).flatMap(results).some((each) => isPending(each, seen));
  }
  if (Node.isMethodSignature(node) || Node.isFunctionTypeNode(node)) {
    const type = node.getReturnTypeNode();
    return type !== undefined && isPromiseType(type);
  }
  if (
    Node.isVariableDeclaration(node) ||
    Node.isPropertyDeclaration(node) ||
    Node.isParameterDeclaration(node)
  ) {
    return returnsPromise(node.getTypeNode(), seen) || returnsPromise(node.getInitializer(), seen);
  }
  if (Node.isPropertySignature(node)) return returnsPromise(node.getTypeNode(), seen);
  if (Node.isPropertyAssignment(node)) return returnsPromise(node.getInitializer(), seen);
  if (isWrapper(node)) return returnsPromise(node.getExpression(), seen);
  if (Node.isShorthandPropertyAssignment(node))
    return declarationsOf(node.getValueSymbol()).some((each) => returnsPromise(each, seen));
  if (!Node.isIdentifier(node) && !Node.isPropertyAccessExpression(node)) return false;
  if (FETCH.test(node.getText())) return true;
  return declarationsOf(node.getSymbol()).some((each) => returnsPromise(each, seen));
};

/** Whether an expression results in a promise without an error handler. */
const isPending = (node: Node, seen: Seen = new Set()): boolean => {
  if (Node.isNewExpression(node)) return PROMISE.test(node.getExpression().getText());
  if (Node.isIdentifier(node)) {
    return declarationsOf(node.getSymbol()).some((declaration) => {
      if (!Node.isVariableDeclaration(declaration) || seen.has(declaration)) return false;
      seen.add(declaration);
      const value = declaration.getInitializer();
      return value !== undefined && results(value).some((each) => isPending(each, seen));
    });
  }
  if (!Node.isCallExpression(node)) return false;
  const callee = node.getExpression();
  const given = node.getArguments();
  if (Node.isPropertyAccessExpression(callee)) {
    const name = callee.getName();
    const object = callee.getExpression();
    if (PROMISE.test(object.getText())) return true;
    // A second argument of `then` handles the error.
    if (name === 'then') return given.length < 2;
    if (name === 'catch') return given.length === 0;
    if (name === 'finally') return results(object).some((each) => isPending(each, seen));
    if (CALLS_BACK.has(name) && returnsPromise(given[0], seen)) return true;
  }
  return returnsPromise(callee, seen);
};

/** Returns the expressions of which one is the result of an expression. */
const results = (expression: Node): readonly Node[] => {
  if (isWrapper(expression)) return results(expression.getExpression());
  if (Node.isConditionalExpression(expression))
    return [...results(expression.getWhenTrue()), ...results(expression.getWhenFalse())];
  if (!Node.isBinaryExpression(expression)) return [expression];
  const operator = expression.getOperatorToken().getText();
  if (operator === '&&' || operator === ',') return results(expression.getRight());
  return operator === '||' || operator === '??'
    ? [...results(expression.getLeft()), ...results(expression.getRight())]
    : [expression];
};

/** Returns the calls whose results a statement drops. */
const dropped = (expression: Node): readonly (CallExpression | NewExpression)[] => {
  const first =
    Node.isBinaryExpression(expression) && expression.getOperatorToken().getText() === ','
      ? dropped(expression.getLeft())
      : [];
  const calls = results(expression).filter(
    (each) => Node.isCallExpression(each) || Node.isNewExpression(each),
  );
  return [...first, ...calls];
};

/** Finds statements that start asynchronous work and do not wait for it. */
export const floatingViolations = (files: readonly SourceFile[]): readonly BrokenRule[] =>
  files.flatMap((file) =>
    file
      .getDescendantsOfKind(SyntaxKind.ExpressionStatement)
      .flatMap((statement) => dropped(statement.getExpression()))
      .filter((call) => isPending(call))
      .map((call) => ({
        rule: 'PROMISE_FLOATING' as const,
        place: placeOf(call),
        message: `The promise of ${call.getExpression().getText().split('\n', 1)[0]?.slice(0, 60) ?? 'this call'} is not awaited.`,
      })),
  );
