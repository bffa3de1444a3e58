import { ts } from 'ts-morph';

/** A string of a package.json, with where it stands. */
export interface ManifestString {
  readonly value: string;
  /** Of the text between the quotes. */
  readonly start: number;
  readonly end: number;
}

/** One member of an object of strings. */
export interface ManifestEntry {
  readonly key: ManifestString;
  readonly value: ManifestString;
}

/** A package.json with the places of what migrations look at. */
export interface Manifest {
  /** Below the migrated folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The members of `scripts`. */
  readonly scripts: readonly ManifestEntry[];
  /** The members of each kind of dependencies. */
  readonly dependencies: ReadonlyMap<string, readonly ManifestEntry[]>;
}

const KINDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;

const stringOf = (node: ts.Node, file: ts.SourceFile): ManifestString | undefined =>
  ts.isStringLiteral(node)
    ? { value: node.text, start: node.getStart(file) + 1, end: node.getEnd() - 1 }
    : undefined;

const entriesOf = (node: ts.Node | undefined, file: ts.SourceFile): readonly ManifestEntry[] =>
  node === undefined || !ts.isObjectLiteralExpression(node)
    ? []
    : node.properties.flatMap((property) => {
        if (!ts.isPropertyAssignment(property)) return [];
        const key = stringOf(property.name, file);
        const value = stringOf(property.initializer, file);
        return key === undefined || value === undefined ? [] : [{ key, value }];
      });

/** @throws SyntaxError if the text is no JSON */
export const readManifest = (path: string, text: string): Manifest => {
  JSON.parse(text);
  const file = ts.parseJsonText(path, text);
  const root = file.statements[0]?.expression;
  const member = (name: string): ts.Node | undefined =>
    root !== undefined && ts.isObjectLiteralExpression(root)
      ? root.properties
          .filter(ts.isPropertyAssignment)
          .find(({ name: key }) => ts.isStringLiteral(key) && key.text === name)?.initializer
      : undefined;
  return {
    path,
    text,
    scripts: entriesOf(member('scripts'), file),
    dependencies: new Map(KINDS.map((kind) => [kind, entriesOf(member(kind), file)])),
  };
};
