import { ts } from 'ts-morph';
import type { Place } from '../read/place.js';

/** A member of a JSON object in its text. */
export interface JsonMember {
  /** Where its name begins. */
  readonly start: number;
  /** Where its value begins, and ends. */
  readonly valueStart: number;
  readonly end: number;
}

/** The object that a JSON text is, and its members. */
export interface JsonText {
  readonly text: string;
  /** The member that a path of names leads to. */
  member(...path: readonly string[]): JsonMember | undefined;
  /** Where the last member of the outermost object ends; `undefined` where it is empty. */
  readonly lastEnd: number | undefined;
  /** Where its closing brace stands. */
  readonly close: number;
  /** The place of a member, or of the nearest one around it. */
  placeOf(file: string, ...path: readonly string[]): Place;
}

/** Reads where the members of a JSON object stand in its text. */
export const jsonText = (text: string): JsonText => {
  const source = ts.parseJsonText('package.json', text);
  const outermost = source.statements[0]?.expression;
  const membersOf = (node: ts.Node | undefined): readonly ts.PropertyAssignment[] =>
    node !== undefined && ts.isObjectLiteralExpression(node)
      ? node.properties.filter((each) => ts.isPropertyAssignment(each))
      : [];
  const find = (path: readonly string[]): ts.PropertyAssignment | undefined => {
    let found: ts.PropertyAssignment | undefined;
    let node: ts.Node | undefined = outermost;
    for (const name of path) {
      // Of two members of one name, JSON keeps the last.
      [found] = membersOf(node)
        .filter(({ name: key }) => ts.isStringLiteral(key) && key.text === name)
        .reverse();
      node = found?.initializer;
    }
    return found;
  };
  return {
    text,
    member(...path) {
      const found = find(path);
      return (
        found && {
          start: found.getStart(source),
          valueStart: found.initializer.getStart(source),
          end: found.initializer.getEnd(),
        }
      );
    },
    lastEnd: membersOf(outermost).at(-1)?.getEnd(),
    close: (outermost?.getEnd() ?? 1) - 1,
    placeOf(file, ...path) {
      for (let length = path.length; length > 0; length -= 1) {
        const found = find(path.slice(0, length));
        if (found === undefined) continue;
        const { line, character } = source.getLineAndCharacterOfPosition(found.getStart(source));
        return { file, line: line + 1, column: character + 1 };
      }
      return { file, line: 1, column: 1 };
    },
  };
};
