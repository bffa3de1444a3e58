import {
  Node,
  SyntaxKind,
  type ExportDeclaration,
  type Expression,
  type ImportDeclaration,
  type ObjectLiteralExpression,
  type Symbol,
} from 'ts-morph';
import { isReassigned, laterChanges } from './changes.js';
import { isWrapper } from './is-wrapper.js';
import { gatherFields } from './object-fields.js';
import type { Sources } from './project.js';
import { returnsOf } from './returns.js';
import { declarationsOf } from './symbols.js';
import type { ObjectValue, Value, Values } from './value.js';

/** Determines the value of expressions from the source alone. */
export interface Evaluation {
  (node: Node): Values;
}

const SAME: ReadonlySet<string> = new Set(['freeze', 'seal', 'preventExtensions']);

/** The import or re-export that a name belongs to. */
export const importOf = (name: Node): ImportDeclaration | ExportDeclaration | undefined =>
  name.getFirstAncestor(
    (each): each is ImportDeclaration | ExportDeclaration =>
      Node.isImportDeclaration(each) || Node.isExportDeclaration(each),
  );

/** The name that the imported module exports; `undefined` for a namespace. */
const importedName = (name: Node): string | undefined => {
  if (Node.isImportSpecifier(name) || Node.isExportSpecifier(name)) return name.getName();
  return Node.isImportClause(name) ? 'default' : undefined;
};

const shortText = (node: Node): string => {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};

export const createEvaluation = (sources: Sources): Evaluation => {
  const known = new Map<Node, Values>();
  const running = new Set<Node>();

  const unknown = (node: Node, why: string): Values => [{ kind: 'unknown', node, why }];
  const other = (node: Node, what: string): Values => [{ kind: 'other', node, what }];

  /** Returns the constant string of an expression; `undefined` if it is not one. */
  const textOf = (node: Node): string | undefined => {
    const [value, ...more] = evaluate(node);
    return value?.kind === 'text' && more.length === 0 ? value.text : undefined;
  };

  /** Evaluates an export of an installed plugin package: its plugin, or the plugin's factory. */
  const ofShipped = (from: string, name: string, node: Node): Values | undefined => {
    const plugin = sources.shipped(from, node.getSourceFile());
    if (plugin === undefined || plugin.manifest.plugin.export !== name) return undefined;
    const kind = plugin.manifest.plugin.kind === 'value' ? 'shipped' : 'shipped-factory';
    return [{ kind, node, plugin }];
  };

  /** Evaluates a name by its declaration. */
  const ofSymbol = (symbol: Symbol | undefined, node: Node): Values => {
    const [declaration] = declarationsOf(symbol);
    if (declaration === undefined) {
      const [alias] = symbol?.getDeclarations() ?? [];
      const from = alias === undefined ? undefined : importOf(alias)?.getModuleSpecifierValue();
      const name = alias === undefined ? undefined : importedName(alias);
      if (name !== undefined && from !== undefined) {
        const shipped = ofShipped(from, name, node);
        if (shipped !== undefined) return shipped;
      }
      return unknown(
        node,
        from === undefined
          ? `${shortText(node)} is not declared in the package`
          : `the source of ${from} is not available`,
      );
    }
    return ofDeclaration(declaration, node);
  };

  const ofDeclaration = (declaration: Node, node: Node): Values => {
    if (Node.isVariableDeclaration(declaration)) {
      const initializer = declaration.getInitializer();
      if (initializer === undefined || isReassigned(declaration)) {
        return unknown(node, `${shortText(node)} is set at run time`);
      }
      const later = laterChanges(declaration);
      const values = evaluate(initializer);
      const [value, ...more] = values;
      if (later.length === 0 || value?.kind !== 'object' || more.length > 0) return values;
      const gathering = gatherFields();
      gathering.copy([value], node);
      for (const { key, value: assigned, node: at, computed, maybe } of later) {
        const name = computed === undefined ? key : textOf(computed);
        if (name === undefined || assigned === undefined) {
          gathering.hide({ what: 'key', node: at, why: `${shortText(at)} changes it at run time` });
        } else {
          gathering.set({ key: name, node: at, value: assigned, maybe });
        }
      }
      return [gathering.done(value.node)];
    }
    if (Node.isBindingElement(declaration)) return ofBinding(declaration, node);
    if (Node.isFunctionDeclaration(declaration)) return [{ kind: 'function', node: declaration }];
    if (Node.isExportAssignment(declaration)) return evaluate(declaration.getExpression());
    if (Node.isEnumMember(declaration)) {
      const value = declaration.getValue();
      return typeof value === 'string'
        ? [{ kind: 'text', node, text: value }]
        : other(node, 'a number');
    }
    if (Node.isPropertyAssignment(declaration)) {
      return evaluate(declaration.getInitializerOrThrow());
    }
    if (Node.isShorthandPropertyAssignment(declaration)) {
      return ofSymbol(declaration.getValueSymbol(), node);
    }
    if (Node.isMethodDeclaration(declaration)) return [{ kind: 'function', node: declaration }];
    if (Node.isClassDeclaration(declaration)) return other(node, 'a class');
    if (Node.isParameterDeclaration(declaration)) {
      return unknown(node, `${shortText(node)} is a parameter`);
    }
    return unknown(node, `${shortText(node)} is not a constant`);
  };

  const ofBinding = (declaration: Node, node: Node): Values => {
    const binding = declaration.asKindOrThrow(SyntaxKind.BindingElement);
    const variable = binding.getParent().getParent();
    if (!Node.isVariableDeclaration(variable) || binding.getInitializer() !== undefined) {
      return unknown(node, `${shortText(node)} is destructured at run time`);
    }
    const initializer = variable.getInitializer();
    const key = binding.getPropertyNameNode()?.getText() ?? binding.getName();
    if (initializer === undefined || !Node.isObjectBindingPattern(binding.getParent())) {
      return unknown(node, `${shortText(node)} is destructured at run time`);
    }
    return memberOf(evaluate(initializer), key, node);
  };

  /** Evaluates a member of an object. */
  const memberOf = (values: Values, key: string, node: Node): Values => {
    const [value, ...more] = values;
    if (value?.kind !== 'object' || more.length > 0) {
      return unknown(node, `${shortText(node)} is known only at run time`);
    }
    const field = value.fields.find((each) => each.key === key);
    if (field !== undefined) {
      const found = evaluate(field.value);
      return field.maybe ? [...found, { kind: 'absent', node, what: 'undefined' }] : found;
    }
    return value.opaque.length > 0 || value.plugins.length > 0
      ? unknown(node, `${shortText(node)} is known only at run time`)
      : [{ kind: 'absent', node, what: 'undefined' }];
  };

  const ofObject = (literal: ObjectLiteralExpression): ObjectValue => {
    const gathering = gatherFields();
    for (const property of literal.getProperties()) {
      if (Node.isSpreadAssignment(property)) {
        gathering.copy(evaluate(property.getExpression()), property);
        continue;
      }
      const name = property.getNameNode();
      const computed = Node.isComputedPropertyName(name) ? name.getExpression() : undefined;
      const key =
        computed !== undefined
          ? textOf(computed)
          : Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)
            ? name.getLiteralText()
            : name.getText();
      if (key === undefined) {
        gathering.hide({
          what: 'key',
          node: name,
          why: evaluate(computed as Node)
            .map((value) =>
              value.kind === 'unknown' ? value.why : `${shortText(name)} is not one name`,
            )
            .join(', '),
        });
        continue;
      }
      const value = Node.isPropertyAssignment(property)
        ? property.getInitializerOrThrow()
        : property;
      gathering.set({ key, node: name, value, maybe: false });
    }
    return gathering.done(literal);
  };

  const ofCall = (node: Node): Values => {
    const call = node.asKindOrThrow(SyntaxKind.CallExpression);
    const callee = call.getExpression();
    if (Node.isPropertyAccessExpression(callee) && callee.getExpression().getText() === 'Object') {
      const args = call.getArguments();
      const [first] = args;
      if (first !== undefined && SAME.has(callee.getName())) return evaluate(first);
      if (callee.getName() === 'assign') {
        const gathering = gatherFields();
        for (const each of args) {
          if (Node.isSpreadElement(each)) {
            gathering.hide({ what: 'spread', node: each, why: `${shortText(each)} is a list` });
          } else {
            gathering.copy(evaluate(each), each);
          }
        }
        return [gathering.done(call)];
      }
      return unknown(node, `${shortText(callee)} creates it at run time`);
    }
    return evaluate(callee).flatMap((value): Values => {
      if (value.kind === 'shipped-factory') {
        return [{ kind: 'shipped', node: call, plugin: value.plugin }];
      }
      if (value.kind !== 'function')
        return unknown(node, `${shortText(node)} creates it at run time`);
      if (sources.wireOf(value.node.getSourceFile()) !== undefined)
        return [{ kind: 'plugin', node: call }];
      const returned = returnsOf(value.node);
      return returned === undefined || returned.length === 0
        ? unknown(node, `${shortText(node)} creates it at run time`)
        : returned.flatMap((each) => evaluate(each));
    });
  };

  const ofBinary = (node: Node): Values => {
    const binary = node.asKindOrThrow(SyntaxKind.BinaryExpression);
    const [left, right] = [binary.getLeft(), binary.getRight()];
    switch (binary.getOperatorToken().getKind()) {
      case SyntaxKind.PlusToken: {
        const [start, end] = [textOf(left), textOf(right)];
        return start === undefined || end === undefined
          ? unknown(node, `${shortText(node)} is built at run time`)
          : [{ kind: 'text', node, text: start + end }];
      }
      case SyntaxKind.AmpersandAmpersandToken:
        return [{ kind: 'absent', node, what: 'undefined' }, ...evaluate(right)];
      case SyntaxKind.BarBarToken:
      case SyntaxKind.QuestionQuestionToken:
        return [...evaluate(left).filter(({ kind }) => kind !== 'absent'), ...evaluate(right)];
      case SyntaxKind.CommaToken:
        return evaluate(right);
      default:
        return unknown(node, `${shortText(node)} is known only at run time`);
    }
  };

  const ofTemplate = (node: Node): Values => {
    const template = node.asKindOrThrow(SyntaxKind.TemplateExpression);
    let text = template.getHead().getLiteralText();
    for (const span of template.getTemplateSpans()) {
      const part = textOf(span.getExpression());
      if (part === undefined) return unknown(node, `${shortText(node)} is built at run time`);
      text += part + span.getLiteral().getLiteralText();
    }
    return [{ kind: 'text', node, text }];
  };

  const ofAccess = (object: Expression, key: string | undefined, node: Node): Values => {
    if (key === undefined) return unknown(node, `${shortText(node)} is known only at run time`);
    // Exports of a namespace and members of an enum are symbols; all others are members of objects.
    const symbol = object.getSymbol();
    const [scope] = declarationsOf(symbol);
    const [alias] = symbol?.getDeclarations() ?? [];
    if (scope === undefined && Node.isNamespaceImport(alias)) {
      const from = importOf(alias)?.getModuleSpecifierValue();
      const shipped = from === undefined ? undefined : ofShipped(from, key, node);
      if (shipped !== undefined) return shipped;
    }
    if (Node.isSourceFile(scope)) {
      const exported = scope.getSymbol()?.getExport(key);
      return ofSymbol(exported, node);
    }
    if (Node.isEnumDeclaration(scope)) {
      const member = scope.getMember(key);
      return member === undefined
        ? unknown(node, `${shortText(node)} is unknown`)
        : ofDeclaration(member, node);
    }
    return memberOf(evaluate(object), key, node);
  };

  const compute = (node: Node): Values => {
    if (Node.isObjectLiteralExpression(node)) return [ofObject(node)];
    if (
      Node.isArrowFunction(node) ||
      Node.isFunctionExpression(node) ||
      Node.isMethodDeclaration(node) ||
      Node.isFunctionDeclaration(node)
    ) {
      return [{ kind: 'function', node }];
    }
    if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) {
      return [{ kind: 'text', node, text: node.getLiteralText() }];
    }
    if (isWrapper(node)) return evaluate(node.getExpression());
    if (Node.isIdentifier(node)) {
      if (node.getText() === 'undefined') return [{ kind: 'absent', node, what: 'undefined' }];
      return ofSymbol(node.getSymbol(), node);
    }
    if (Node.isExportSpecifier(node)) {
      const isLocal = node.getExportDeclaration().getModuleSpecifier() === undefined;
      return ofSymbol(isLocal ? node.getLocalTargetSymbol() : node.getSymbol(), node);
    }
    if (Node.isExportDeclaration(node)) {
      const from = node.isNamespaceExport() ? node.getModuleSpecifierValue() : undefined;
      const plugin = from === undefined ? undefined : sources.shipped(from, node.getSourceFile());
      const name = plugin?.manifest.plugin.export;
      return (from && name && ofShipped(from, name, node)) || unknown(node, 'it exports several');
    }
    if (Node.isShorthandPropertyAssignment(node)) return ofSymbol(node.getValueSymbol(), node);
    if (Node.isPropertyAccessExpression(node)) {
      return ofAccess(node.getExpression(), node.getName(), node);
    }
    if (Node.isElementAccessExpression(node)) {
      const argument = node.getArgumentExpression();
      const key = argument === undefined ? undefined : textOf(argument);
      return ofAccess(node.getExpression(), key, node);
    }
    if (Node.isCallExpression(node)) return ofCall(node);
    if (Node.isConditionalExpression(node)) {
      return [...evaluate(node.getWhenTrue()), ...evaluate(node.getWhenFalse())];
    }
    if (Node.isBinaryExpression(node)) return ofBinary(node);
    if (Node.isTemplateExpression(node)) return ofTemplate(node);
    if (Node.isNullLiteral(node)) return [{ kind: 'absent', node, what: 'null' }];
    if (Node.isVoidExpression(node)) return [{ kind: 'absent', node, what: 'undefined' }];
    if (Node.isNumericLiteral(node) || Node.isBigIntLiteral(node)) return other(node, 'a number');
    if (Node.isTrueLiteral(node) || Node.isFalseLiteral(node)) return other(node, 'a boolean');
    if (Node.isArrayLiteralExpression(node)) return other(node, 'a list');
    if (Node.isClassExpression(node)) return other(node, 'a class');
    if (Node.isRegularExpressionLiteral(node)) return other(node, 'a regular expression');
    return unknown(node, `${shortText(node)} is known only at run time`);
  };

  const evaluate = (node: Node): Values => {
    const before = known.get(node);
    if (before !== undefined) return before;
    if (running.has(node)) return unknown(node, `${shortText(node)} refers to itself`);
    running.add(node);
    try {
      const values: readonly Value[] = compute(node);
      known.set(node, values);
      return values;
    } finally {
      running.delete(node);
    }
  };
  return evaluate;
};
