import {
  Node,
  SyntaxKind,
  VariableDeclarationKind,
  type BinaryExpression,
  type Expression,
  type VariableDeclaration,
} from 'ts-morph';

/** The places in its file where a variable is used, in their order. */
const usesOf = (declaration: VariableDeclaration): readonly Node[] => {
  const name = declaration.getNameNode();
  if (!Node.isIdentifier(name)) return [];
  const symbol = name.getSymbol();
  return declaration
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .filter(
      (each) => each !== name && each.getText() === name.getText() && each.getSymbol() === symbol,
    );
};

/** The assignment whose left side a node is. */
const assignmentTo = (node: Node): BinaryExpression | undefined => {
  const parent = node.getParent();
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== node) return undefined;
  const operator = parent.getOperatorToken().getKind();
  return operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment
    ? parent
    : undefined;
};

/** Whether a variable gets another value after its first. */
export const isReassigned = (declaration: VariableDeclaration): boolean => {
  const kind = declaration.getVariableStatement()?.getDeclarationKind();
  if (kind === VariableDeclarationKind.Const) return false;
  return usesOf(declaration).some((use) => assignmentTo(use) !== undefined);
};

/** Something that is done to an object after it was made. */
export interface LaterChange {
  readonly node: Node;
  /** The name of a member that is set: `handlers.logCall = …`. */
  readonly key?: string;
  /** The expression in brackets, where it is that: `handlers[name] = …`. */
  readonly computed?: Expression;
  /** What the member becomes; `undefined` where nobody can say what is done. */
  readonly value?: Node;
  /** It is done in another block than the object is made in: perhaps never. */
  readonly maybe: boolean;
}

/** What is given to these is not changed by them. */
const HARMLESS = /^(console\.\w+|Object\.(freeze|seal|preventExtensions))$/;

/** A statement that gives the object away: `addMore(handlers);`. */
const isGivenAway = (use: Node): boolean => {
  const call = use.getParent();
  return (
    Node.isCallExpression(call) &&
    call.getExpression() !== use &&
    Node.isExpressionStatement(call.getParent()) &&
    !HARMLESS.test(call.getExpression().getText())
  );
};

/** What is done to the object of a variable after it was made, by its name. */
export const laterChanges = (declaration: VariableDeclaration): readonly LaterChange[] => {
  const home = declaration.getVariableStatement()?.getParent();
  return usesOf(declaration).flatMap((use): readonly LaterChange[] => {
    if (isGivenAway(use)) return [{ node: use.getParentOrThrow(), maybe: true }];
    const access = use.getParent();
    const isAccess =
      Node.isPropertyAccessExpression(access) || Node.isElementAccessExpression(access);
    if (!isAccess || access.getExpression() !== use) return [];
    if (Node.isDeleteExpression(access.getParent())) return [{ node: access, maybe: true }];
    const assignment = assignmentTo(access);
    if (assignment === undefined) return [];
    const computed = Node.isElementAccessExpression(access)
      ? access.getArgumentExpression()
      : undefined;
    return [
      {
        node: access,
        ...(Node.isPropertyAccessExpression(access) && { key: access.getName() }),
        ...(computed !== undefined && { computed }),
        value: assignment.getRight(),
        maybe: assignment.getParentIfKind(SyntaxKind.ExpressionStatement)?.getParent() !== home,
      },
    ];
  });
};
