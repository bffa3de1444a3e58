import { isObject } from '@jackfield/plugin-kit/json';
import { partsOf, type Message, type Protocol } from '../../model.js';
import { otherSide } from '../../schema.js';
import { canonicalMatch } from '../../match.js';
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
  const { name, from, kind, speaks = name } = message;
  if (!message.live) return '';
  if (from === 'page' && name === wire.roles?.register) {
    return 'sent by the host itself, with the capabilities of its plugins';
  }
  const names = [speaks].flat();
  if (from === 'widget') {
    return kind === 'request'
      ? `a handler: ${names.map((each) => code(`requests: { ${each}: async (data) => … }`)).join(' or ')}`
      : `a listener: ${names.map((each) => code(`pushes: { ${each}: (body) => … }`)).join(' or ')}`;
  }
  const call = kind === 'request' ? 'request' : 'send';
  const body = message.data?.required === false ? '' : ', …';
  return names.map((each) => code(`await host.${call}('${each}'${body})`)).join(' or ');
};

/** Describes the bodies of a message that shares its type with others. */
const matchText = ({ match, type, from, kind }: Message, { messages }: Protocol): string => {
  const others = messages
    .filter((one) => one.type === type && one.from === from && one.kind === kind)
    .filter((one) => canonicalMatch(one.match) !== canonicalMatch(match))
    .map(({ name }) => code(name));
  const shared = others.length === 0 ? '' : `; the type is also that of ${others.join(', ')}`;
  if (match === undefined) {
    return others.length === 0 ? '' : `all that are not of ${others.join(', ')}`;
  }
  const members = Object.entries(match).map(([pointer, values]) =>
    values === true
      ? `${code(pointer)} is there`
      : `${code(pointer)} is ${values.map((one) => code(JSON.stringify(one))).join(' or ')}`,
  );
  return `those in which ${members.join(' and ')}${shared}`;
};

/** Describes what the page checks of a message that is not checked in full. */
const uncheckedText = (message: Message): string => {
  if (!message.live || message.unchecked !== true) return '';
  const names = (['body', 'data', 'result'] as const).filter(
    (name) => message[name]?.checked?.type === 'object',
  );
  return names.length === 0
    ? 'nothing: members may differ from what is described here'
    : `only that the ${names.join(' and the ')} ${names.length === 1 ? 'is an object' : 'are objects'}: members may differ from what is described here`;
};

const facts = (message: Message, protocol: Protocol): readonly string[] => {
  const { from, kind, type, capability, combine, deadlineMs, failure, once, requires } = message;
  const { versions, roles = {}, speaks } = protocol.wire;
  const { timeoutMs = protocol.wire.timeoutMs } = message;
  const isReady = from === 'widget' && [roles.ready].flat().includes(message.name);
  const isAll = message.versions.length === versions.length;
  const rows: readonly (readonly [string, string])[] = [
    ['direction', `from the ${from} to the ${otherSide(from)}`],
    ['kind', kind === 'push' ? 'push (no response)' : 'request (one response)'],
    ['wire type', code(type) + (message.bare ? ', posted without an envelope' : '')],
    [kind === 'push' ? 'bodies' : 'data', matchText(message, protocol)],
    ['in Jackfield', use(message, protocol)],
    [
      'speaks',
      message.speaks === undefined || speaks === undefined
        ? ''
        : `plugins know it as ${[message.speaks].flat().map(code).join(', ')} of the wire ${code(speaks)}`,
    ],
    ['role', isReady ? 'the widget listens: the host registers at each' : ''],
    [
      'capability',
      capability === undefined
        ? ''
        : `${code(capability)}, registered if a plugin handles the request`,
    ],
    [
      'requires',
      requires === undefined
        ? ''
        : `${requires.map(code).join(', ')} in the registration: without, the widget ignores the capability`,
    ],
    [
      'deadline',
      deadlineMs === undefined
        ? ''
        : `the host answers within ${duration(deadlineMs)}, even if its handlers do not; the widget waits ${duration(timeoutMs)}`,
    ],
    [
      'failure',
      failure === undefined
        ? ''
        : `responses have no error: if a handler fails, the host answers ${code(JSON.stringify(failure))}`,
    ],
    ['several plugins', combine === undefined ? '' : `${code(combine)}: ${POLICIES[combine]}`],
    ['checked', uncheckedText(message)],
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
