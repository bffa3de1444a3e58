import { ts } from 'ts-morph';

interface Splice {
  readonly at: number;
  readonly text: string;
}

/**
 * Makes every member and array in type declarations readonly, and optional members `T | undefined`.
 *
 * One walk over the syntax tree collects the insertions, which are applied in one pass over the
 * text: editing nodes one by one would parse the file each time.
 */
export const readonlyTypes = (text: string): string => {
  const file = ts.createSourceFile('types.ts', text, ts.ScriptTarget.ES2022, true);
  const splices: Splice[] = [];

  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) || ts.isIndexSignatureDeclaration(node)) {
      splices.push({ at: node.getStart(file), text: 'readonly ' });
    }
    if (ts.isArrayTypeNode(node)) {
      const inner = ts.isArrayTypeNode(node.parent);
      splices.push({ at: node.getStart(file), text: inner ? '(readonly ' : 'readonly ' });
      ts.forEachChild(node, visit);
      if (inner) splices.push({ at: node.end, text: ')' });
      return;
    }
    ts.forEachChild(node, visit);
    if (
      ts.isPropertySignature(node) &&
      node.questionToken !== undefined &&
      node.type !== undefined
    ) {
      const unknown = node.type.kind === ts.SyntaxKind.UnknownKeyword;
      if (!unknown) splices.push({ at: node.type.end, text: ' | undefined' });
    }
  };
  visit(file);

  let done = 0;
  let result = '';
  // A stable sort: insertions at one place keep the order of the walk.
  for (const { at, text: inserted } of splices.sort((a, b) => a.at - b.at)) {
    result += text.slice(done, at) + inserted;
    done = at;
  }
  return result + text.slice(done);
};
