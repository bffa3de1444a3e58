import {
  Node,
  SyntaxKind,
  type CallExpression,
  type PropertyAccessExpression,
  type SourceFile,
  type Symbol,
} from 'ts-morph';
import { assignmentTo, HARMLESS } from './changes.js';
import { GROUPS } from './declared.js';
import type { Evaluation } from './evaluate.js';
import { isFunction, returned } from './returns.js';
import { resolved } from './symbols.js';

const LOGICAL: ReadonlySet<string> = new Set(['&&', '||', '??', '&&=', '||=', '??=']);

const isLogical = (node: Node): boolean =>
  Node.isBinaryExpression(node) && LOGICAL.has(node.getOperatorToken().getText());

/** Returns a node and what is in it, without the bodies of functions. */
const outsideFunctions = (node: Node): readonly Node[] =>
  isFunction(node) ? [] : [node, ...node.forEachChildAsArray().flatMap(outsideFunctions)];

const symbolOf = (node: Node): Symbol | undefined => {
  const symbol = Node.isShorthandPropertyAssignment(node.getParent())
    ? node.getParentIfKindOrThrow(SyntaxKind.ShorthandPropertyAssignment).getValueSymbol()
    : node.getSymbol();
  return resolved(symbol);
};

/** Whether it is the access to a member that holds handlers. */
const isGroup = (node: Node | undefined): node is PropertyAccessExpression =>
  Node.isPropertyAccessExpression(node) && GROUPS.some((group) => group === node.getName());

/** The names that a variable or parameter binds. */
const boundBy = (declaration: Node): readonly Node[] => {
  const name =
    Node.isVariableDeclaration(declaration) || Node.isParameterDeclaration(declaration)
      ? declaration.getNameNode()
      : undefined;
  if (name === undefined) return [];
  return Node.isIdentifier(name)
    ? [name]
    : name.getDescendantsOfKind(SyntaxKind.BindingElement).map((each) => each.getNameNode());
};

/** Whether it can leave a function or a loop before the statements after it. */
const mayLeave = (statement: Node): boolean =>
  outsideFunctions(statement).some(
    (each) =>
      Node.isReturnStatement(each) || Node.isBreakStatement(each) || Node.isContinueStatement(each),
  );

/** Whether a node may not be reached, or more than once, when its parent is. */
const isBelowCondition = (node: Node, parent: Node): boolean => {
  if (Node.isIfStatement(parent) || Node.isConditionalExpression(parent))
    return (Node.isIfStatement(parent) ? parent.getExpression() : parent.getCondition()) !== node;
  if (Node.isBinaryExpression(parent)) return isLogical(parent) && parent.getRight() === node;
  if (Node.isBlock(parent) || Node.isSourceFile(parent)) {
    const statements: readonly Node[] = parent.getStatements();
    return statements.slice(0, statements.indexOf(node)).some(mayLeave);
  }
  return (
    isFunction(parent) ||
    Node.isIterationStatement(parent) ||
    Node.isCaseClause(parent) ||
    Node.isDefaultClause(parent) ||
    Node.isTryStatement(parent)
  );
};

/**
 * Returns the places where a declaration may change, depending on a condition at run time. Such a
 * change may be missing in the process that loads the plugin: it has other options, and no page.
 */
export const conditionalChanges = (
  call: CallExpression,
  files: readonly SourceFile[],
  evaluate: Evaluation,
): readonly Node[] => {
  const tracked = new Set<Symbol>();
  const track = (node: Node): void => {
    const symbol = symbolOf(node);
    if (symbol !== undefined) tracked.add(symbol);
  };

  const read = new Set<Node>();
  /** Tracks the constants that an expression consists of. */
  const trackParts = (expression: Node | undefined): void => {
    if (expression === undefined || read.has(expression)) return;
    read.add(expression);
    for (const part of outsideFunctions(expression)) {
      if (Node.isCallExpression(part)) {
        for (const value of evaluate(part.getExpression()))
          if (value.kind === 'function') returned(value.node)?.forEach(trackParts);
      }
      if (!Node.isIdentifier(part)) continue;
      for (const declaration of symbolOf(part)?.getDeclarations() ?? []) {
        const variable = Node.isBindingElement(declaration)
          ? declaration.getFirstAncestorByKind(SyntaxKind.VariableDeclaration)
          : declaration;
        if (!Node.isVariableDeclaration(variable)) continue;
        track(part);
        trackParts(variable.getInitializer());
      }
    }
  };
  trackParts(call.getArguments()[0]);
  const parts = new Set(tracked);

  /** Whether the evaluation of a constant includes the changes of its members. */
  const isEvaluated = (use: Node, declarations: readonly Node[]): boolean => {
    const symbol = symbolOf(use);
    const [value, ...more] = evaluate(use);
    return (
      symbol !== undefined &&
      parts.has(symbol) &&
      value?.kind === 'object' &&
      more.length === 0 &&
      declarations.some(
        (each) => Node.isVariableDeclaration(each) && each.getSourceFile() === use.getSourceFile(),
      )
    );
  };

  /** `definePlugin` copies what it is passed. */
  const isInPlugin = (use: Node): boolean =>
    use.getFirstAncestor(
      (each) => Node.isCallExpression(each) && evaluate(each).some(({ kind }) => kind === 'plugin'),
    ) !== undefined;

  /** Whether the value of an expression is not the same in each run. */
  const varies = (expression: Node, seen: Set<Node>): boolean =>
    outsideFunctions(expression).some((part) => {
      if (Node.isConditionalExpression(part) || isLogical(part)) return true;
      const symbol = Node.isIdentifier(part) ? symbolOf(part) : undefined;
      if (symbol === undefined || tracked.has(symbol)) return false;
      return symbol.getDeclarations().some((declaration) => {
        if (Node.isParameterDeclaration(declaration)) return true;
        if (!Node.isVariableDeclaration(declaration) || seen.has(declaration)) return false;
        seen.add(declaration);
        const value = declaration.getInitializer();
        return value !== undefined && varies(value, seen);
      });
    });

  /** Whether a use is reached whenever the declaration is. */
  const isReached = (use: Node, declarations: readonly Node[]): boolean => {
    for (let at = use; ;) {
      const parent = at.getParent();
      if (parent === undefined) return true;
      const isHome = [call, ...declarations].some(
        (each) => each === parent || each.getFirstAncestor((above) => above === parent),
      );
      if (isBelowCondition(at, parent) && !(isHome && isFunction(parent))) return false;
      if (isHome && !Node.isBlock(parent)) return true;
      at = parent;
    }
  };

  const found = new Set<Node>();
  /** Adds the change that a use of the object makes, and tracks the names that the use gives it. */
  const visit = (use: Node, declarations: readonly Node[]): void => {
    let object = use;
    for (let parent = object.getParent(); ; parent = object.getParent()) {
      if (!isGroup(parent)) break;
      object = parent;
    }
    const access = object.getParentOrThrow();
    const isMember =
      (Node.isPropertyAccessExpression(access) || Node.isElementAccessExpression(access)) &&
      access.getExpression() === object;
    const changed = isMember ? access : object;
    const isChange =
      assignmentTo(changed) !== undefined || Node.isDeleteExpression(changed.getParent());
    if (isMember && !isChange) return;
    // A condition above it is reported by the evaluation.
    if (
      isMember &&
      object === use &&
      !Node.isDeleteExpression(access.getParent()) &&
      isEvaluated(use, declarations)
    )
      return;
    if (Node.isSpreadAssignment(access) || Node.isTypeQuery(access) || isInPlugin(object)) return;
    if (Node.isCallExpression(access)) {
      if (HARMLESS.test(access.getExpression().getText())) return;
      const index = access.getArguments().indexOf(object);
      for (const value of evaluate(access.getExpression())) {
        const parameter = isFunction(value.node) ? value.node.getParameters()[index] : undefined;
        if (parameter === undefined) continue;
        boundBy(parameter).forEach(track);
        if (!isReached(use, declarations)) found.add(access);
        return;
      }
    }
    const statement = object.getFirstAncestor(
      (each) => isFunction(each) || Node.isStatement(each) || Node.isVariableDeclaration(each),
    );
    if (Node.isVariableDeclaration(statement)) boundBy(statement).forEach(track);
    const isPart =
      Node.isReturnStatement(statement) ||
      (Node.isVariableDeclaration(statement) && !Node.isCallExpression(access));
    if (isPart && !isChange) return;
    if (!isReached(use, declarations) || (statement !== undefined && varies(statement, new Set())))
      found.add(changed);
  };

  const uses = new Map<Symbol, Node[]>();
  for (const file of files) {
    for (const use of file.getDescendantsOfKind(SyntaxKind.Identifier)) {
      const symbol = symbolOf(use);
      const parent = use.getParent();
      const isNamed =
        Node.isImportSpecifier(parent) ||
        Node.isExportSpecifier(parent) ||
        Node.isBindingElement(parent);
      if (symbol !== undefined && !isNamed) uses.set(symbol, [...(uses.get(symbol) ?? []), use]);
    }
  }
  // A symbol that is found on the way is visited in the same loop.
  for (const symbol of tracked) {
    const declarations = symbol.getDeclarations();
    for (const use of uses.get(symbol) ?? [])
      if (!declarations.some((each) => boundBy(each).includes(use))) visit(use, declarations);
  }
  return [...found];
};
