// Makes docs/migrations.md from the table of migrations in packages/cli/src/migrate/migrations.ts.
// With `--check` it writes nothing, and fails if the file is stale.
import { format } from 'prettier';
import { MIGRATIONS } from '../packages/cli/src/migrate/migrations.js';
import { isScript, keepFresh } from './made-file.js';

const HEAD = `<!-- Made by scripts/migration-table.ts from packages/cli/src/migrate/migrations.ts. Do not edit. -->

# From one version to the next

Run this before you ask for newer packages of Jackfield, in a folder whose changes are committed:

\`\`\`sh
npx @jackfield/cli@latest migrate --dry-run # tells each line that would be another one
npx @jackfield/cli@latest migrate           # writes them, and tells what is left to you
\`\`\`

It reads the version that package.json asks for, runs every migration from there to its own version (\`--to\` names another), and sets the ranges of Jackfield's packages. Formatting, comments, line ends and all other code stay to the letter. A second run changes nothing. Nothing is written while a file cannot be read, nor where git could not undo it (\`--force\` writes all the same). Peer ranges are left to you: they say with what your package was tested.
`;

/** The whole of docs/migrations.md. */
export const migrationTable = (): Promise<string> => {
  const sections = MIGRATIONS.map(({ id, from, to, purpose, does, leaves }) =>
    [
      `## ${from} to ${to}: ${id}`,
      purpose,
      'It changes by itself:',
      does.map((line) => `- ${line}`).join('\n'),
      'It tells with file, line and column, and leaves to you:',
      leaves.map((line) => `- ${line}`).join('\n'),
    ].join('\n\n'),
  );
  return format([HEAD, ...sections].join('\n\n'), { parser: 'markdown', printWidth: 100 });
};

if (isScript(import.meta.url)) keepFresh('docs/migrations.md', await migrationTable());
