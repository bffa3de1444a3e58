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

/** A member that is set after the object was made: `handlers.logCall = …`. */
export interface LaterMember {
  readonly node: Node;
  readonly key: string | undefined;
  /** The expression in brackets. */
  readonly computed: Expression | undefined;
  readonly value: Node | undefined;
}

/** The members of a variable's object that are set one by one. */
export const laterMembers = (declaration: VariableDeclaration): readonly LaterMember[] =>
  usesOf(declaration).flatMap((use): readonly LaterMember[] => {
    const access = use.getParent();
    if (Node.isPropertyAccessExpression(access) || Node.isElementAccessExpression(access)) {
      const assignment = assignmentTo(access);
      if (access.getExpression() !== use || assignment === undefined) return [];
      const computed = Node.isElementAccessExpression(access)
        ? access.getArgumentExpression()
        : undefined;
      const key = Node.isPropertyAccessExpression(access) ? access.getName() : undefined;
      return [{ node: access, key, computed, value: assignment.getRight() }];
    }
    // `Object.assign(handlers, …)`, as a statement: what is in there is told by nobody.
    if (
      Node.isCallExpression(access) &&
      access.getExpression().getText() === 'Object.assign' &&
      access.getArguments()[0] === use &&
      Node.isExpressionStatement(access.getParent())
    ) {
      return [{ node: access, key: undefined, computed: undefined, value: undefined }];
    }
    return [];
  });
