import { Node, SyntaxKind, type ExportDeclaration, type ImportDeclaration } from 'ts-morph';
import type { Edit } from './edit.js';
import type { ModuleFile, Note } from './migration.js';

/** Exports that another module has from some version on. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly names: ReadonlySet<string>;
}

/** What a module has to do with a {@link Move}. */
export interface MovedExports {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  /** It takes something that moved. */
  readonly usesMoved: boolean;
  /** It goes on taking something of the old module. */
  readonly usesRest: boolean;
}

type Declaration = ImportDeclaration | ExportDeclaration;

const specifiersOf = (declaration: Declaration): readonly Node[] =>
  Node.isImportDeclaration(declaration)
    ? declaration.getNamedImports()
    : declaration.getNamedExports();

/** The name that the other module exports, whatever it is called here. */
const nameOf = (specifier: Node): string =>
  Node.isImportSpecifier(specifier) || Node.isExportSpecifier(specifier)
    ? specifier.getName()
    : specifier.getText();

/** Everything of `declaration` but its braces: `import type ` and ` from '…';`. */
const around = (
  declaration: Declaration,
  literal: Node,
  to: string,
): readonly [head: string, tail: string] => {
  const text = declaration.getText();
  const isType = declaration.isTypeOnly() ? 'type ' : '';
  const word = Node.isImportDeclaration(declaration) ? 'import' : 'export';
  const quote = literal.getText()[0] ?? "'";
  const rest = text.slice(literal.getEnd() - declaration.getStart());
  return [`${word} ${isType}`, ` from ${quote}${to}${quote}${rest}`];
};

/** The whole line of a name, if it has one of its own. */
const lineOf = (text: string, name: Node): readonly [start: number, end: number] | undefined => {
  const begin = /\r?[\r\n][^\S\r\n]*$/.exec(text.slice(0, name.getStart()));
  const rest = /^,?[^\S\r\n]*(?:\/\/.*)?(?=[\r\n])/.exec(text.slice(name.getEnd()));
  if (begin === null || rest === null) return undefined;
  return [begin.index, name.getEnd() + rest[0].length];
};

/** What goes with a name out of its list: the comma behind it, or, of the last ones, before it. */
const withComma = (
  text: string,
  name: Node,
  behind: readonly Node[],
  isKept: (node: Node) => boolean,
  hasBefore: boolean,
): readonly [start: number, end: number] => {
  const [next] = behind;
  if (next !== undefined && behind.some(isKept)) return [name.getStart(), next.getStart()];
  const start = name.getStart();
  return [hasBefore ? text.lastIndexOf(',', start - 1) : start, name.getEnd()];
};

/** The pieces of `text` that go when `gone` leave a list in braces. */
const without = (
  text: string,
  all: readonly Node[],
  gone: readonly Node[],
): readonly (readonly [start: number, end: number])[] => {
  const lines = gone.map((name) => lineOf(text, name));
  const isKept = (node: Node): boolean => !gone.includes(node);
  return lines.every((line) => line !== undefined)
    ? lines
    : gone.map((name) => {
        const index = all.indexOf(name);
        return withComma(text, name, all.slice(index + 1), isKept, index > 0);
      });
};

/** The comments in the pieces that go: they go along. */
const commentsIn = (text: string, pieces: ReturnType<typeof without>): string =>
  pieces
    .flatMap(([start, end]) => text.slice(start, end).match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? [])
    .map((comment) => ` ${comment}`)
    .join('');

const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/**
 * Leads the imports and re-exports of a module to where its names are.
 *
 * A declaration of moved names only gets another specifier. One that has others too is split: the
 * moved names leave it, and stand in a declaration of their own behind it. What hides the names, as
 * a namespace or `import()`, is noted.
 */
export const movedExports = (file: ModuleFile, { from, to, names }: Move): MovedExports => {
  const { path, text, source } = file;
  const edits: Edit[] = [];
  const notes: Note[] = [];
  let usesMoved = false;
  let usesRest = false;
  const list = [...names].join(' and ');
  const note = (node: Node, message: string): void =>
    void notes.push({ path, offset: node.getStart(), message });

  const readDeclaration = (declaration: Declaration): void => {
    const literal = declaration.getModuleSpecifier();
    if (literal?.getLiteralValue() !== from) return;
    const specifiers = specifiersOf(declaration);
    const moved = specifiers.filter((specifier) => names.has(nameOf(specifier)));
    const hasDefault =
      Node.isImportDeclaration(declaration) && declaration.getDefaultImport() !== undefined;
    if (moved.length > 0) usesMoved = true;
    if (specifiers.length > moved.length || hasDefault) usesRest = true;
    if (moved.length > 0 && moved.length === specifiers.length && !hasDefault) {
      edits.push({ start: literal.getStart() + 1, end: literal.getEnd() - 1, text: to });
    } else if (moved.length > 0) {
      const [head, tail] = around(declaration, literal, to);
      const own = moved.map((specifier) => specifier.getText()).join(', ');
      const pieces = without(text, specifiers, moved);
      // Behind a comment that stands on its line, which is about the names that stay.
      const rest = /^[^\S\r\n]*\/\/.*/.exec(text.slice(declaration.getEnd()))?.[0] ?? '';
      const at = declaration.getEnd() + rest.length;
      edits.push(...pieces.map(([start, end]) => ({ start, end, text: '' })), {
        start: at,
        end: at,
        text: `${lineEndOf(text)}${head}{ ${own} }${tail}${commentsIn(text, pieces)}`,
      });
    }
    if (specifiers.length > 0) return;
    const space = Node.isImportDeclaration(declaration)
      ? declaration.getNamespaceImport()
      : undefined;
    if (space !== undefined) {
      const uses = source
        .getDescendants()
        .filter(
          (node) =>
            (Node.isPropertyAccessExpression(node) &&
              node.getExpression().getText() === space.getText() &&
              names.has(node.getName())) ||
            (Node.isQualifiedName(node) &&
              node.getLeft().getText() === space.getText() &&
              names.has(node.getRight().getText())),
        );
      for (const use of uses) note(use, `${use.getText()} is ${to}'s: import it from there`);
      if (uses.length > 0) usesMoved = true;
    }
    if (Node.isExportDeclaration(declaration))
      note(
        declaration,
        `${from} has ${list} no longer, so this does not re-export them: see ${to}`,
      );
    usesRest = true;
  };
  for (const declaration of source.getImportDeclarations()) readDeclaration(declaration);
  for (const declaration of source.getExportDeclarations()) readDeclaration(declaration);

  // Everywhere else that the old module's name stands.
  for (const literal of source.getDescendantsOfKind(SyntaxKind.StringLiteral)) {
    if (literal.getLiteralValue() !== from) continue;
    const parent = literal.getParent();
    if (Node.isImportDeclaration(parent) || Node.isExportDeclaration(parent)) continue;
    const type = parent.getParent();
    if (Node.isLiteralTypeNode(parent) && Node.isImportTypeNode(type)) {
      if (names.has(type.getQualifier()?.getText() ?? '')) {
        usesMoved = true;
        edits.push({ start: literal.getStart() + 1, end: literal.getEnd() - 1, text: to });
      } else usesRest = true;
      continue;
    }
    usesRest = true;
    const taken = Node.isCallExpression(parent) ? takenFrom(parent) : undefined;
    if (taken?.every((name) => !names.has(name))) continue;
    if (taken !== undefined) usesMoved = true;
    note(literal, `${list} are ${to}'s: take them from there if they are meant here`);
  }
  return { edits, notes, usesMoved, usesRest };
};

/** The names in `const { a, b } = await import(…)`; `undefined` where it is not taken apart. */
const takenFrom = (call: Node): readonly string[] | undefined => {
  const parent = call.getParent();
  const value = Node.isAwaitExpression(parent) ? parent.getParent() : parent;
  const pattern = Node.isVariableDeclaration(value) ? value.getNameNode() : undefined;
  if (!Node.isObjectBindingPattern(pattern)) return undefined;
  const elements = pattern.getElements();
  if (elements.some((element) => element.getDotDotDotToken() !== undefined)) return undefined;
  return elements.map((element) => element.getPropertyNameNode()?.getText() ?? element.getName());
};
