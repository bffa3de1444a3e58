import { readFileSync } from 'node:fs';
import ts from 'typescript';

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);

const namesOf = (elements: readonly (ts.ExportSpecifier | ts.ImportSpecifier)[]): string[] =>
  elements.map((element) =>
    ts.isExportSpecifier(element) ? element.name.text : (element.propertyName ?? element.name).text,
  );

/** What a bundled declaration file exports, all of it by name. */
export function exportedNames(path: string): readonly string[] {
  return parse(path).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { exportClause } = statement;
    if (!exportClause || !ts.isNamedExports(exportClause)) {
      throw new Error(`${path}: expected names to be exported, received ${statement.getText()}`);
    }
    return namesOf([...exportClause.elements]);
  });
}

/** What a file imports by name, by module. */
export function importedNames(path: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const statement of parse(path).statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const module = statement.moduleSpecifier.text;
    names.set(module, [...(names.get(module) ?? []), ...namesOf([...bindings.elements])]);
  }
  return names;
}
