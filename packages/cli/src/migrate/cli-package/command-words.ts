import { textOfVersion, type Version } from '../version.js';
import type { Edit } from '../edit.js';

/** What a text with commands needs. Offsets are the text's. */
export interface CommandChanges {
  readonly edits: readonly Edit[];
  readonly notes: readonly { readonly offset: number; readonly message: string }[];
  /** The command is run here. */
  readonly runs: boolean;
}

/** The word `jackfield` as a command: not a part of a path, a name or a scope. */
const COMMAND =
  /(?<![\w@$.-])(?<!@jackfield\/)(?<!\/)jackfield(?![\w./:@-])|\.bin\/jackfield(?![\w./-])/g;
/** Its word `check`, whatever stands between, up to the end of what it is given. */
const CHECK = /^(\s|\\\r?\n)+check(?![\w-])((?:\\\r?\n|\\"|\\'|[^;&|\r\n])*)/;
/** A runner that fetches the package by its name. */
const FETCHED =
  /((?:npx|npm exec|pnpm dlx|yarn dlx|bunx)\s(?:[^;&|\r\n]*?\s)??(?:-p\s+|--package[= ])?)@jackfield\/codegen(@[\w.^~*-]+)?(?![\w/-])/g;
const NAME = /@jackfield\/codegen(?![\w/-])/g;

/**
 * The commands of a text, be it a script of package.json, a shell script or YAML.
 *
 * @param isOld - the version before is known to be older, where `check` could mean schemas only
 */
export const commandChanges = (text: string, isOld: boolean, target: Version): CommandChanges => {
  const edits: Edit[] = [];
  const notes: { offset: number; message: string }[] = [];
  const rename = (offset: number, rest: string): void => {
    const [whole, , given = ''] = CHECK.exec(rest) ?? [];
    if (whole === undefined) return;
    const word = offset + whole.length - given.length;
    if (isOld || /--(schemas|wire)\b/.test(given))
      edits.push({ start: word, end: word, text: '-schemas' });
    else {
      const message =
        '`jackfield check` checks a plugin; write `check-schemas` if schemas are meant here';
      notes.push({ offset: word - 'check'.length, message });
    }
  };
  let runs = false;
  for (const { 0: word, index } of text.matchAll(COMMAND)) {
    runs = true;
    rename(index + word.length, text.slice(index + word.length));
  }
  const fetched = new Set<number>();
  for (const { 0: whole, 1: head = '', index } of text.matchAll(FETCHED)) {
    const start = index + head.length;
    const end = index + whole.length;
    const version =
      whole.slice(head.length).lastIndexOf('@') > 0 ? `@${textOfVersion(target)}` : '';
    runs = true;
    fetched.add(start);
    edits.push({ start, end, text: `@jackfield/cli${version}` });
    rename(end, text.slice(end));
  }
  for (const { index } of text.matchAll(NAME)) {
    if (fetched.has(index)) continue;
    const message =
      '@jackfield/codegen has no command; name @jackfield/cli if the command is meant here';
    notes.push({ offset: index, message });
  }
  return { edits, notes, runs };
};
