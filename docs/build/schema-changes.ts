// Makes docs/generated/schema-changes.md from the rules in packages/codegen/src/diff/diff-rules.ts.
import { format } from 'prettier';
import type { DIFF_RULES } from '../../packages/codegen/src/index.js';

const FIXTURES = 'packages/codegen/test/fixtures/diff';

const HEAD = `<!-- Made by docs/build/schema-changes.ts from packages/codegen/src/diff/diff-rules.ts. Do not edit. -->

# Protocol changes

\`jackfield diff OLD NEW\` reports every change between two folders of schemas, or two git revisions, and what it breaks. Rule ids are stable.

\`\`\`sh
jackfield diff main HEAD
jackfield diff HEAD~3:schemas schemas --fail-on breaking
jackfield diff old-schemas schemas --json
\`\`\`

## What a change breaks

The effect of a change depends on the direction of the message. For messages from the widget, **plugins** read the body and write the result. For messages from the page, **senders** (code that calls \`host.send\` and \`host.request\`) write the body and read the result.

- **Code that writes a value** breaks if values that were valid become invalid: by a new required member, a narrower type or a tighter limit. A wider type is safe.
- **Code that reads a value** can break in both directions. It does not expect new values. And if old values become invalid, messages are lost: widgets in use still send them, and Jackfield does not deliver invalid messages. Only you can know whether a widget in use sends such a value.
- **Optional members and open enumerations** can change freely: unknown members are accepted, and code must expect any value.
- **Internal and declared-only messages** break no code: plugins and pages cannot use them.
- **Versions of the widget** are compared if both wires have them. An added or removed version is one change, of the wire.

A change of a shared definition is reported once, at the definition, with the messages that use it. If a \`$ref\` leads to another definition than before, the differences are reported at the \`$ref\`. An equivalent form, such as \`["string", "null"]\` and an \`anyOf\` of both, is not a change.

\`--fail-on\` selects the changes at which the command exits with 1: \`breaking\` (plugins or senders), \`plugins\`, \`senders\`, or \`any\`. Without it, changes do not affect the exit code. OLD may break newer rules of schemas; NEW must be valid.
`;

const TAIL = `Each rule has a folder of fixtures, with a case for each result.

## Limits

It ignores names of files and the order of members. It reports that a description changed, but cannot know whether its meaning changed. If \`x-personal\` moves from an object to all its members, it reports that the object is no longer masked.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Formats why a rule's changes break code that reads or writes the value. */
const reasons = (entries: readonly (readonly [who: string, why: string | undefined])[]): string =>
  entries
    .flatMap(([who, why]) => (why === undefined ? [] : [who === '' ? why : `*${who}*: ${why}`]))
    .join('<br>');

/** Returns the text of docs/generated/schema-changes.md. */
export function schemaChanges(rules: typeof DIFF_RULES): Promise<string> {
  const rows = Object.entries(rules).map(([id, { purpose, reads, writes, breaks, safe = '' }]) => {
    const why = reasons([
      ['', breaks],
      ['Read', reads],
      ['Written', writes],
    ]);
    const name = `[\`${id}\`](../../${FIXTURES}/${id})`;
    return `| ${[name, purpose, why, safe].map(cell).join(' | ')} |`;
  });
  const head = [
    '| rule | what changed | why it breaks | why it is safe |',
    '| --- | --- | --- | --- |',
  ];
  const text = [HEAD, '## Rules', [...head, ...rows].join('\n'), TAIL].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 100 });
}
