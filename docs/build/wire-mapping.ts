// Makes docs/generated/ringex/mapping.md from `speaks` in schemas/ringex.
import { fileURLToPath } from 'node:url';
import { loadProtocol, type Message } from '@jackfield/codegen';
import { format } from 'prettier';

const HEAD = `<!-- Made by docs/build/wire-mapping.ts from schemas/ringcx and schemas/ringex. Do not edit. -->

# RingCX messages on RingEX

Plugins for RingCX run on RingEX, since \`createRingex\` translates these messages. A plugin handles, and a page sends, the message of the first column; what is posted is the one of the second column. [RingCX and RingEX](../../guide/ringcx-and-ringex.md) says what differs in their bodies. All other messages of RingEX are in [its reference](reference/index.md).
`;

const SIDES = {
  widget: { title: 'From the widget', folder: 'from-widget' },
  page: { title: 'From the page', folder: 'from-page' },
} as const;

/** What a message of the other wire is on RingEX: several if it is sent in several situations. */
interface Mapped {
  readonly message: Message;
  readonly carriers: readonly Message[];
}

/** Every message of RingCX that plugins or pages use, with the messages of RingEX that carry it. */
export function mappingOf(
  ringcx: readonly Message[],
  ringex: readonly Message[],
): readonly Mapped[] {
  return ringcx
    .filter(({ live, name, from }) => live && !(from === 'page' && name === 'register'))
    .map((message) => ({
      message,
      carriers: ringex.filter(
        ({ live, from, kind, speaks = [] }) =>
          live &&
          from === message.from &&
          kind === message.kind &&
          [speaks].flat().includes(message.name),
      ),
    }));
}

const link = ({ name, from }: Message, root: string): string =>
  `[\`${name}\`](${root}reference/${SIDES[from].folder}/${name}.md)`;

const carrier = (message: Message): string => `${link(message, '')} (\`${message.type}\`)`;

/** The versions of RingEX in which it is sent, in their order. */
const versionsOf = (carriers: readonly Message[], order: readonly string[]): string =>
  order.filter((version) => carriers.some(({ versions }) => versions.includes(version))).join(', ');

/** The whole of docs/generated/ringex/mapping.md. */
export async function wireMapping(): Promise<string> {
  const schemas = fileURLToPath(new URL('../../schemas', import.meta.url));
  const [ringcx, ringex] = await Promise.all(
    ['ringcx', 'ringex'].map((wire) => loadProtocol({ schemas, wire })),
  );
  const all = mappingOf(ringcx?.messages ?? [], ringex?.messages ?? []);
  const sectionOf = (side: 'widget' | 'page'): string =>
    [
      `## ${SIDES[side].title}`,
      '',
      '| RingCX | kind | RingEX | versions |',
      '| --- | --- | --- | --- |',
      ...all
        .filter(({ message, carriers }) => message.from === side && carriers.length > 0)
        .map(
          ({ message, carriers }) =>
            `| ${link(message, '../')} | ${message.kind} | ${carriers.map(carrier).join(', ')} | ${versionsOf(carriers, ringex?.wire.versions ?? [])} |`,
        ),
      '',
    ].join('\n');
  const absent = all.filter(({ carriers }) => carriers.length === 0);
  const text = [
    HEAD,
    sectionOf('widget'),
    sectionOf('page'),
    '## What RingEX does not have',
    '',
    'A plugin may listen to them, and they are never emitted on RingEX; a page cannot send them there.',
    '',
    ...absent.map(
      ({ message }) =>
        `- ${link(message, '../')}, from the ${message.from === 'page' ? 'page' : 'widget'}`,
    ),
    '',
  ];
  return format(text.join('\n'), { parser: 'markdown', printWidth: 100 });
}
