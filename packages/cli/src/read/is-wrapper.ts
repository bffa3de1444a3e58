import {
  Node,
  type AsExpression,
  type NonNullExpression,
  type ParenthesizedExpression,
  type SatisfiesExpression,
  type TypeAssertion,
} from 'ts-morph';

/** An expression that is its inner expression at run time. */
type Wrapper =
  ParenthesizedExpression | AsExpression | SatisfiesExpression | NonNullExpression | TypeAssertion;

export const isWrapper = (node: Node): node is Wrapper =>
  Node.isParenthesizedExpression(node) ||
  Node.isAsExpression(node) ||
  Node.isSatisfiesExpression(node) ||
  Node.isNonNullExpression(node) ||
  Node.isTypeAssertion(node);
