import {
  Node,
  SyntaxKind,
  VariableDeclarationKind,
  type BinaryExpression,
  type Expression,
  type VariableDeclaration,
} from 'ts-morph';

/** Returns the uses of a variable in its file, in their order. */
export const usesOf = (declaration: VariableDeclaration): readonly Node[] => {
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

/** Returns the assignment that has a node as its left side. */
export const assignmentTo = (node: Node): BinaryExpression | undefined => {
  const parent = node.getParent();
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== node) return undefined;
  const operator = parent.getOperatorToken().getKind();
  return operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment
    ? parent
    : undefined;
};

/** Whether a variable is assigned again after its declaration. */
export const isReassigned = (declaration: VariableDeclaration): boolean => {
  const kind = declaration.getVariableStatement()?.getDeclarationKind();
  if (kind === VariableDeclarationKind.Const) return false;
  return usesOf(declaration).some((use) => assignmentTo(use) !== undefined);
};

/** A change of an object after its creation. */
export interface LaterChange {
  readonly node: Node;
  /** The name of a member that is set: `handlers.logCall = …`. */
  readonly key?: string;
  /** The expression in brackets: `handlers[name] = …`. */
  readonly computed?: Expression;
  /** The new value of the member; `undefined` if the change is unknown. */
  readonly value?: Node;
  /** Whether the change is in another block than the declaration, so that it may not happen. */
  readonly maybe: boolean;
}

/** Functions that do not change their arguments. */
export const HARMLESS: RegExp =
  /^(console\.\w+|JSON\.stringify|Object\.(freeze|seal|preventExtensions|keys|hasOwn))$/;

/** Whether a use passes the object to a function that may change it: `addMore(handlers);`. */
const isPassedOn = (use: Node): boolean => {
  const call = use.getParent();
  return (
    Node.isCallExpression(call) &&
    call.getExpression() !== use &&
    Node.isExpressionStatement(call.getParent()) &&
    !HARMLESS.test(call.getExpression().getText())
  );
};

/** Returns the changes of a variable's object after its declaration. */
export const laterChanges = (declaration: VariableDeclaration): readonly LaterChange[] => {
  const home = declaration.getVariableStatement()?.getParent();
  return usesOf(declaration).flatMap((use): readonly LaterChange[] => {
    if (isPassedOn(use)) return [{ node: use.getParentOrThrow(), maybe: true }];
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
