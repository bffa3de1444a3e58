import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Project, ts } from 'ts-morph';
import { readManifest, type Manifest } from './manifest.js';
import type { CommandFile, ModuleFile } from './migration.js';
import { placeOf } from './place.js';

/** A file that cannot be read as what its name says. */
export interface Unreadable {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The files of a folder that a migration may have to change. */
export interface ReadProject {
  readonly manifests: readonly Manifest[];
  readonly modules: readonly ModuleFile[];
  readonly commands: readonly CommandFile[];
  /** The files that begin with a byte order mark, which their texts here lack. */
  readonly marked: ReadonlySet<string>;
  readonly unreadable: readonly Unreadable[];
}

export const BYTE_ORDER_MARK = '\uFEFF';

/** Folders that hold what others made. */
const SKIPPED = new Set([
  'node_modules',
  'bower_components',
  'dist',
  'coverage',
  '.git',
  '.turbo',
  '.next',
  '.yarn',
  '.cache',
]);

const isModule = (name: string): boolean => /\.[cm]?[jt]sx?$/.test(name);
const isCommands = (path: string): boolean =>
  /\.(ya?ml|sh|bash)$/.test(path) ||
  /^(Makefile|Jenkinsfile|Dockerfile|justfile)$/.test(posix.basename(path)) ||
  posix.dirname(path).split('/').includes('.husky');

async function* filesOf(folder: string, below = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* filesOf(folder, path);
    // A link would be written through, to a file that may be anywhere.
    if (entry.isFile()) yield path;
  }
}

/** What the compiler cannot read of modules that are of one project. */
export const syntaxFaults = (modules: readonly ModuleFile[]): readonly Unreadable[] => {
  const program = modules[0]?.source.getProject().getProgram();
  if (program === undefined) return [];
  return modules.flatMap(({ path, text, source }) =>
    program.getSyntacticDiagnostics(source).map((fault) => {
      const { line, column } = placeOf(text, fault.getStart());
      const said = fault.compilerObject.messageText;
      return { path, line, column, message: ts.flattenDiagnosticMessageText(said, ' ') };
    }),
  );
};

/** A ts-morph project in memory, for reading modules one by one. */
export const emptyProject = (): Project =>
  new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true, noLib: true, noResolve: true },
  });

/** Reads what says something of Jackfield below `folder`, and each package.json. */
export const readProject = async (folder: string): Promise<ReadProject> => {
  const project = emptyProject();
  const manifests: Manifest[] = [];
  const modules: ModuleFile[] = [];
  const commands: CommandFile[] = [];
  const marked = new Set<string>();
  const unreadable: Unreadable[] = [];
  for await (const path of filesOf(folder)) {
    const isManifest = posix.basename(path) === 'package.json';
    if (!isManifest && !isModule(path) && !isCommands(path)) continue;
    const bytes = await readFile(join(folder, path));
    const whole = bytes.toString('utf8');
    // The compiler does not count it.
    const text = whole.replace(BYTE_ORDER_MARK, '');
    if (!isManifest && !text.includes('jackfield')) continue;
    if (text !== whole) marked.add(path);
    if (!Buffer.from(whole).equals(bytes)) {
      unreadable.push({ path, line: 1, column: 1, message: 'expected UTF-8, found other bytes' });
    } else if (isManifest) {
      try {
        manifests.push(readManifest(path, text));
      } catch (error) {
        unreadable.push({ path, line: 1, column: 1, message: (error as Error).message });
      }
    } else if (isModule(path)) {
      modules.push({ path, text, source: project.createSourceFile(`/${path}`, text) });
    } else commands.push({ path, text });
  }
  unreadable.push(...syntaxFaults(modules));
  return { manifests, modules, commands, marked, unreadable };
};
