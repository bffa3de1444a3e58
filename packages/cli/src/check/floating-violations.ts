import { Node, SyntaxKind, type CallExpression, type SourceFile } from 'ts-morph';
import { placeOf } from '../read/place.js';
import { isFunction } from '../read/returns.js';
import type { BrokenRule } from './violation.js';

const PROMISE = /^(?:globalThis\.)?Promise(?:Like)?\b/;

/** Whether the text of a type says that it is a promise. */
const isPromiseType = (type: Node | undefined): boolean => PROMISE.test(type?.getText() ?? '');

/** Whether a function, a signature, or a variable or member that holds a function returns a promise. */
const returnsPromise = (declaration: Node): boolean => {
  if (isFunction(declaration))
    return declaration.isAsync() || isPromiseType(declaration.getReturnTypeNode());
  if (Node.isMethodSignature(declaration) || Node.isFunctionTypeNode(declaration))
    return isPromiseType(declaration.getReturnTypeNode());
  if (
    Node.isVariableDeclaration(declaration) ||
    Node.isPropertyDeclaration(declaration) ||
    Node.isPropertySignature(declaration) ||
    Node.isParameterDeclaration(declaration)
  ) {
    const type = declaration.getTypeNode();
    const value = declaration.getInitializer();
    return (
      (type !== undefined && returnsPromise(type)) || (value !== undefined && returnsPromise(value))
    );
  }
  if (Node.isPropertyAssignment(declaration)) {
    const value = declaration.getInitializer();
    return value !== undefined && returnsPromise(value);
  }
  return false;
};

/** Whether the arguments contain a function that returns a promise. */
const hasAsyncArgument = (call: CallExpression): boolean =>
  call.getArguments().some((argument) => isFunction(argument) && argument.isAsync());

/** Whether a call returns a promise whose error nobody handles. */
const isPending = (call: CallExpression): boolean => {
  const callee = call.getExpression();
  if (Node.isPropertyAccessExpression(callee)) {
    const name = callee.getName();
    if (PROMISE.test(callee.getExpression().getText())) return true;
    if (name === 'forEach') return hasAsyncArgument(call);
    // A second argument of `then` handles the error.
    if (name === 'then') return call.getArguments().length < 2;
    const inner = callee.getExpression();
    if (name === 'finally') return Node.isCallExpression(inner) && isPending(inner);
  }
  if (Node.isIdentifier(callee) && callee.getText() === 'fetch') return true;
  if (isFunction(Node.isParenthesizedExpression(callee) ? callee.getExpression() : callee))
    return returnsPromise(Node.isParenthesizedExpression(callee) ? callee.getExpression() : callee);
  const symbol = callee.getSymbol();
  return (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations().some(returnsPromise) ?? false;
};

/** Returns the calls whose results a statement drops. */
const dropped = (expression: Node): readonly CallExpression[] => {
  if (Node.isCallExpression(expression)) return [expression];
  if (Node.isParenthesizedExpression(expression)) return dropped(expression.getExpression());
  if (Node.isConditionalExpression(expression))
    return [...dropped(expression.getWhenTrue()), ...dropped(expression.getWhenFalse())];
  if (!Node.isBinaryExpression(expression)) return [];
  const operator = expression.getOperatorToken().getText();
  if (operator === ',') return [expression.getLeft(), expression.getRight()].flatMap(dropped);
  return ['&&', '||', '??'].includes(operator) ? dropped(expression.getRight()) : [];
};

/** Finds statements that start asynchronous work and do not wait for it. */
export const floatingViolations = (files: readonly SourceFile[]): readonly BrokenRule[] =>
  files.flatMap((file) =>
    file
      .getDescendantsOfKind(SyntaxKind.ExpressionStatement)
      .flatMap((statement) => dropped(statement.getExpression()))
      .filter(isPending)
      .map((call) => ({
        rule: 'PROMISE_FLOATING' as const,
        place: placeOf(call),
        message: `Nothing waits for the promise of ${call.getExpression().getText().split('\n', 1)[0]?.slice(0, 60) ?? 'this call'}.`,
      })),
  );
