// Makes docs/generated/schema-changes.md from the rules in packages/codegen/src/diff/diff-rules.ts.
import { format } from 'prettier';
import type { DIFF_RULES } from '../../packages/codegen/src/index.js';

const FIXTURES = 'packages/codegen/test/fixtures/diff';

const HEAD = `<!-- Made by docs/build/schema-changes.ts from packages/codegen/src/diff/diff-rules.ts. Do not edit. -->

# Changes of a protocol

\`jackfield diff OLD NEW\` tells every change between two folders of schemas, or two git revisions, and whom it breaks. A rule's id is stable: it never means something else.

\`\`\`sh
jackfield diff v0.1.0 HEAD
jackfield diff HEAD~3:schemas schemas --fail-on breaking
jackfield diff old-schemas schemas --json
\`\`\`

## Whom a change breaks

What a change means depends on who has to do with the message. Messages from the widget concern **plugins**: they read what it says, and write what they answer. Messages from the page concern **senders**, the code that calls \`host.send\` and \`host.request\`: they write what is sent, and read what is answered.

- **Who writes a value is bound one way**: what was right has to stay right. A member that becomes required, a narrower type or a shorter limit breaks them; a wider type does not.
- **Who reads a value is bound both ways.** Values that could not come before surprise code that was written without them. And values that are not valid any more cost the message: schemas describe widgets that are in use already, these send what they sent, and Jackfield does not deliver what is invalid. Whether no widget in use sends such a value, only you can know.
- **Optional members and open enumerations come and change freely**: unknown members pass, and code has to expect any value.
- **Internal and declared-only messages** break nobody: no plugin and no page can use them.
- **What a version of the widget does** is compared for the versions that both wires know. A version that comes or goes is one change, of the wire.

A change of a shared definition is told once, where the definition stands, with the messages that use it. Where a \`$ref\` leads to another definition than before, what differs is told at the \`$ref\`; the same shape in another form, such as \`["string", "null"]\` and an \`anyOf\` of both, is no change.

\`--fail-on\` says at which changes the command exits with 1: \`breaking\` (plugins or senders), \`plugins\`, \`senders\`, or \`any\`. Without it, it never does. Rules of schemas that are younger than OLD are not held against it; NEW has to be faultless.
`;

const TAIL = `Each rule has a folder of fixtures, with a case for each verdict.

## What it does not see

Names of files, and the order of members. That a description means something else: it tells that words changed, and you have to read them. Whether a personal mark that went from an object to all its members masks as much: it tells that the object is not masked any more.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Why a rule's changes break somebody, by how they have to do with the value. */
const reasons = (entries: readonly (readonly [who: string, why: string | undefined])[]): string =>
  entries
    .flatMap(([who, why]) => (why === undefined ? [] : [who === '' ? why : `*${who}*: ${why}`]))
    .join('<br>');

/** The whole of docs/generated/schema-changes.md. */
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
