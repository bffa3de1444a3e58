import { Node, SyntaxKind, type SourceFile } from 'ts-morph';
import type { Edit } from '../edit.js';
import type { ModuleFile, Note } from '../migration.js';
import { movedExports, type MovedExports } from '../moved-exports.js';

const MOVE = {
  from: '@jackfield/codegen',
  to: '@jackfield/cli',
  names: new Set(['main', 'Io']),
} as const;

/** What `main` is called in a module that imports it by name, from its old place or its new one. */
const mainsOf = (source: SourceFile): ReadonlySet<string> =>
  new Set(
    source
      .getImportDeclarations()
      .filter((each) =>
        [MOVE.from, MOVE.to].some((name) => name === each.getModuleSpecifierValue()),
      )
      .flatMap((each) => each.getNamedImports())
      .filter((specifier) => specifier.getName() === 'main')
      .map((specifier) => specifier.getAliasNode()?.getText() ?? 'main'),
  );

const textsOf = (node: Node): readonly string[] =>
  node
    .getDescendants()
    .filter((each) => Node.isStringLiteral(each) || Node.isNoSubstitutionTemplateLiteral(each))
    .map((each) => each.getLiteralText());

/** The imports of a module, its calls of `main`, and the commands in its strings. */
export const moduleChanges = (file: ModuleFile, isOld: boolean): MovedExports => {
  const { path, text, source } = file;
  const moved = movedExports(file, MOVE);
  const edits: Edit[] = [...moved.edits];
  const notes: Note[] = [...moved.notes];

  const mains = mainsOf(source);
  for (const call of source.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    if (!mains.has(call.getExpression().getText())) continue;
    const [words] = call.getArguments();
    const [first] = Node.isArrayLiteralExpression(words) ? words.getElements() : [];
    if (first === undefined || !Node.isStringLiteral(first)) continue;
    if (first.getLiteralValue() !== 'check') continue;
    if (isOld || textsOf(call).some((word) => /^--(schemas|wire)\b/.test(word)))
      edits.push({ start: first.getEnd() - 1, end: first.getEnd() - 1, text: '-schemas' });
    else {
      const message = "'check' checks a plugin; write 'check-schemas' if schemas are meant here";
      notes.push({ path, offset: first.getStart(), message });
    }
  }
  // In a program's text it may be a command, a message or a test of one: only a person can tell.
  for (const { 0: found, index } of text.matchAll(/\bjackfield check(?![\w-])/g)) {
    const node = source.getDescendantAtPos(index);
    if (node === undefined || !isText(node)) continue;
    const message = `\`${found}\` checks a plugin; it is \`jackfield check-schemas\` for schemas`;
    notes.push({ path, offset: index, message });
  }
  return { ...moved, edits, notes };
};

const isText = (node: Node): boolean =>
  Node.isStringLiteral(node) ||
  Node.isNoSubstitutionTemplateLiteral(node) ||
  Node.isTemplateHead(node) ||
  Node.isTemplateMiddle(node) ||
  Node.isTemplateTail(node);
