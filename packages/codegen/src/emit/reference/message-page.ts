import { isObject } from '@jackfield/plugin-kit/json';
import { partsOf, type Message, type Protocol } from '../../model.js';
import { otherSide } from '../../schema.js';
import { onWire, resultOnWire } from '../on-wire.js';
import { membersOf, type LinkTo } from './members.js';
import { POLICIES } from './policies.js';
import { code, escapeText, prose } from '../escape.js';
import { deprecation, duration, json, table } from './text.js';

const STABILITY: Readonly<Record<Message['stability'], string>> = {
  documented: 'documented',
  observed: 'observed, not documented',
  'declared-only': 'declared only: no known version sends it, and plugins cannot use it',
};

/** Describes how a plugin or a page uses a message. */
const use = (message: Message, { wire }: Protocol): string => {
  const { name, from, kind } = message;
  if (!message.live) return '';
  if (from === 'page' && name === wire.roles?.register) {
    return 'sent by the host itself, with the capabilities of its plugins';
  }
  if (from === 'widget') {
    return kind === 'request'
      ? `a handler: ${code(`requests: { ${name}: async (data) => … }`)}`
      : `a listener: ${code(`pushes: { ${name}: (body) => … }`)}`;
  }
  const call = kind === 'request' ? 'request' : 'send';
  const body = message.data?.required === false ? '' : ', …';
  return code(`await host.${call}('${name}'${body})`);
};

const facts = (message: Message, protocol: Protocol): readonly string[] => {
  const { from, kind, type, capability, combine, deadlineMs, once } = message;
  const { versions, timeoutMs } = protocol.wire;
  const isAll = message.versions.length === versions.length;
  const rows: readonly (readonly [string, string])[] = [
    ['direction', `from the ${from} to the ${otherSide(from)}`],
    ['kind', kind === 'push' ? 'push (no response)' : 'request (one response)'],
    ['wire type', code(type) + (message.bare ? ', posted without an envelope' : '')],
    ['in Jackfield', use(message, protocol)],
    [
      'capability',
      capability === undefined
        ? ''
        : `${code(capability)}, registered if a plugin handles the request`,
    ],
    [
      'deadline',
      deadlineMs === undefined
        ? ''
        : `the host answers within ${duration(deadlineMs)}, even if its handlers do not; the widget waits ${duration(timeoutMs)}`,
    ],
    ['several plugins', combine === undefined ? '' : `${code(combine)}: ${POLICIES[combine]}`],
    ['repeated', once === undefined ? '' : `delivered once for each value of ${code(once)}`],
    ['versions', message.versions.map(escapeText).join(', ') + (isAll ? '' : ' only')],
    ['stability', STABILITY[message.stability]],
    [
      'internal',
      message.internal === true
        ? 'between the widget and its adapter script: plugins cannot use it'
        : '',
    ],
    ['source', prose(message.source)],
  ];
  return table(
    ['', ''],
    rows.filter(([, text]) => text !== ''),
  );
};

const parts = (message: Message, link: LinkTo): readonly string[] =>
  partsOf(message).flatMap((part) => {
    const name = part === message.body ? 'Body' : part === message.data ? 'Data' : 'Result';
    const said = part === message.body ? '' : prose(part.schema.description ?? '');
    const about = [said, part.required ? '' : 'It may be absent.'].filter((text) => text !== '');
    const head = about.length === 0 ? [`## ${name}`] : [`## ${name}`, about.join(' ')];
    return head.concat(membersOf(part.schema, link));
  });

const examples = (message: Message, { wire }: Protocol): readonly string[] => {
  const [first, ...more] = message.examples;
  if (first === undefined) return [];
  const asked = otherSide(message.from);
  const shown =
    message.kind === 'push'
      ? [`The ${message.from} posts:`, json(onWire(wire, message, first))]
      : [
          `The ${message.from} posts:`,
          json(onWire(wire, message, isObject(first) ? first['data'] : undefined)),
          `The ${asked} answers, under the same id:`,
          json(resultOnWire(wire, asked, isObject(first) ? first['result'] : undefined)),
        ];
  const others =
    more.length === 0
      ? []
      : [
          message.kind === 'push' ? '## More bodies' : '## More exchanges, without their envelopes',
          ...more.map(json),
        ];
  return ['## On the wire', ...shown, ...others];
};

/** Emits the page of one message. */
export const messagePage = (
  message: Message,
  protocol: Protocol,
  link: LinkTo,
): readonly string[] => [
  `# ${message.name}`,
  ...deprecation(message.deprecated),
  prose(message.description),
  ...facts(message, protocol),
  ...parts(message, link),
  ...examples(message, protocol),
];
