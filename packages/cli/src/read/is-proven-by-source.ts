import { Node, VariableDeclarationKind, type CallExpression } from 'ts-morph';
import { usesOf } from './changes.js';
import { GROUPS } from './declared.js';
import type { Evaluation } from './evaluate.js';
import { returnsOf } from './returns.js';

/** Whether only one place of the program can reach a variable's object, so that none changes it. */
const isOwn = (declaration: Node): boolean =>
  Node.isVariableDeclaration(declaration) &&
  declaration.getVariableStatement()?.getDeclarationKind() === VariableDeclarationKind.Const &&
  !declaration.isExported() &&
  usesOf(declaration).length === 1;

/**
 * Whether the source alone proves what a call of `definePlugin` declares: its argument and the groups
 * in it are literals, or constants that are used nowhere else.
 */
export const isProvenBySource = (call: CallExpression, evaluate: Evaluation): boolean => {
  const plain = (node: Node | undefined, isGroup: boolean): boolean => {
    if (node === undefined) return false;
    if (
      Node.isParenthesizedExpression(node) ||
      Node.isAsExpression(node) ||
      Node.isSatisfiesExpression(node) ||
      Node.isSpreadAssignment(node)
    ) {
      return plain(node.getExpression(), isGroup);
    }
    if (Node.isIdentifier(node) || Node.isShorthandPropertyAssignment(node)) {
      const symbol = Node.isIdentifier(node) ? node.getSymbol() : node.getValueSymbol();
      const declaration = symbol?.getValueDeclaration();
      return (
        Node.isVariableDeclaration(declaration) &&
        isOwn(declaration) &&
        plain(declaration.getInitializer(), isGroup)
      );
    }
    if (Node.isCallExpression(node)) {
      const [value, ...more] = evaluate(node.getExpression());
      if (value?.kind !== 'function' || more.length > 0) return false;
      const returned = returnsOf(value.node) ?? [];
      return returned.length > 0 && returned.every((each) => plain(each, isGroup));
    }
    if (!Node.isObjectLiteralExpression(node)) return false;
    return node.getProperties().every((property) => {
      if (Node.isSpreadAssignment(property)) return plain(property, isGroup);
      if (isGroup || !GROUPS.some((group) => group === property.getName())) return true;
      const value = Node.isPropertyAssignment(property) ? property.getInitializer() : property;
      return plain(value, true);
    });
  };
  return plain(call.getArguments()[0], false);
};
