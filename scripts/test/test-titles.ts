import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** A part of a title: text, or something that only a run knows. */
type Part = string | null;
const ANY = null;

/** The title of a test with those of the suites around it. */
export interface Title {
  readonly parts: readonly Part[];
  /** Whether a text is written in the test's file or in one that it imports, or names a file beside it. */
  isWritten(text: string): boolean;
}

const PLACEHOLDER = /%[sdifjoOcp#$]|\$[\w.]+/u;

/** The parts of a title's expression. */
function partsOf(node: ts.Expression | undefined, isTable: boolean): readonly Part[] {
  const ofText = (text: string): readonly Part[] =>
    isTable
      ? text.split(PLACEHOLDER).flatMap((part, i) => (i === 0 ? [part] : [ANY, part]))
      : [text];
  if (!node) return [ANY];
  if (ts.isStringLiteralLike(node)) return ofText(node.text);
  if (ts.isTemplateExpression(node))
    return [
      ...ofText(node.head.text),
      ...node.templateSpans.flatMap(({ literal }) => [ANY, ...ofText(literal.text)]),
    ];
  return [ANY];
}

const sources = new Map<string, ts.SourceFile>();
function parse(file: string): ts.SourceFile {
  let source = sources.get(file);
  if (!source) {
    source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
    sources.set(file, source);
  }
  return source;
}

/** The name that a chain such as `test.skipIf(x).each(rows)` begins with, and whether it has a table. */
function callee(node: ts.Expression): { readonly name: string; readonly isTable: boolean } {
  if (ts.isIdentifier(node)) return { name: node.text, isTable: false };
  if (ts.isPropertyAccessExpression(node)) {
    const { name, isTable } = callee(node.expression);
    return { name, isTable: isTable || ['each', 'for'].includes(node.name.text) };
  }
  if (ts.isCallExpression(node)) return callee(node.expression);
  if (ts.isTaggedTemplateExpression(node)) return callee(node.tag);
  return { name: '', isTable: false };
}

/**
 * Returns the titles of the tests that a file declares, and of those in the files that it imports by a
 * path, without running them.
 */
export function titlesIn(file: string): readonly Title[] {
  const titles: (readonly Part[])[] = [];
  const seen = new Set<string>();

  function read(path: string): void {
    if (seen.has(path) || !existsSync(path)) return;
    seen.add(path);
    const visit = (node: ts.Node, suites: readonly Part[]): void => {
      if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
        const { text } = node.moduleSpecifier;
        if (text.startsWith('.')) read(resolve(dirname(path), text.replace(/\.js$/u, '.ts')));
      }
      if (ts.isCallExpression(node)) {
        const { name, isTable } = callee(node.expression);
        const [title] = node.arguments;
        if (/^(?:describe|it|test)$/u.test(name) && title && !ts.isArrayLiteralExpression(title)) {
          const own = [...suites, ...partsOf(title, isTable)];
          if (name !== 'describe') titles.push(own);
          else {
            for (const child of node.arguments.slice(1)) visit(child, [...own, ' ']);
            return;
          }
        }
      }
      // A contract's suite has a test for each rule, named by the rule's id.
      if (
        ts.isPropertyAssignment(node) &&
        ts.isIdentifier(node.name) &&
        node.name.text === 'id' &&
        ts.isStringLiteral(node.initializer)
      )
        titles.push([node.initializer.text]);
      node.forEachChild((child) => visit(child, suites));
    };
    visit(parse(path), []);
  }

  read(file);
  // A table may be made of the files in a folder beside the test.
  const beside = readdirSync(dirname(file), { recursive: true, encoding: 'utf8' });
  const texts = [...[...seen].map((path) => parse(path).text), ...beside];
  const isWritten = (text: string): boolean => texts.some((all) => all.includes(text));
  return titles.map((parts) => ({ parts, isWritten }));
}

/**
 * Whether `text` can be a part of the title. What a run fills in must be written somewhere in the
 * sources: else a placeholder would stand for any text.
 */
export function canContain({ parts, isWritten }: Title, text: string): boolean {
  /** Whether the rest of the text, from `at`, can follow where the part `index` begins. */
  const continues = (index: number, at: number): boolean => {
    if (at === text.length) return true;
    const part = parts[index];
    if (part === undefined) return false;
    if (part !== ANY) {
      const rest = text.slice(at);
      return (
        part.startsWith(rest) || (rest.startsWith(part) && continues(index + 1, at + part.length))
      );
    }
    for (let end = at; end <= text.length && isWritten(text.slice(at, end)); end += 1)
      if (continues(index + 1, end)) return true;
    return false;
  };
  return parts.some((part, index) => {
    if (part === ANY) return continues(index, 0);
    for (let from = 0; from < part.length; from += 1) {
      const own = part.slice(from);
      if (own.startsWith(text)) return true;
      if (text.startsWith(own) && continues(index + 1, own.length)) return true;
    }
    return false;
  });
}
