import type { Node } from 'ts-morph';

/** A place in a file, counted from 1. */
export interface Place {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Returns the start of a node. */
export const placeOf = (node: Node): Place => {
  const file = node.getSourceFile();
  const { line, column } = file.getLineAndColumnAtPos(node.getStart());
  return { file: file.getFilePath(), line, column };
};
