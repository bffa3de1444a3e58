import { readFileSync } from 'node:fs';

export type Wire = 'ringcx' | 'ringex';

/** A realistic mistake: what to replace in the page's script, and how it is reported. */
export interface Defect {
  readonly name: string;
  readonly code: string;
  /** Whether it is reported only when the widget no longer waits for an answer. */
  readonly outlastsTimeOut?: boolean;
  /** What is replaced, and by what, on each wire. */
  readonly edits: Readonly<Record<Wire, readonly [from: string, to: string]>>;
}

const same = (from: string, to: string): Defect['edits'] => ({
  ringcx: [from, to],
  ringex: [from, to],
});

export const DEFECTS: readonly Defect[] = [
  {
    name: 'answers with an object as error',
    code: 'ERROR_UNREADABLE',
    edits: {
      ringcx: [
        'respond(requestId, await handler(payload.data));',
        'respond(requestId, undefined, { code: 503 });',
      ],
      ringex: [
        "send({ type: 'rc-post-message-response',",
        "send({ type: 'rc-post-message-response', error: { code: 503 },",
      ],
    },
  },
  {
    name: 'answers twice',
    code: 'ANSWERED_TWICE',
    edits: {
      ringcx: [
        '  try {\n',
        "  if (payload.requestType === 'rc-ev-matchContacts') respond(requestId, {});\n  try {\n",
      ],
      ringex: [
        '  try {\n',
        "  if (path === '/contacts/match') respond(requestId, { data: {} });\n  try {\n",
      ],
    },
  },
  {
    name: 'forgets the requestId',
    code: 'ENVELOPE_INVALID',
    edits: {
      ringcx: ['requestId, result, error });', 'result, error });'],
      ringex: ['responseId: requestId, response });', 'response });'],
    },
  },
  {
    name: 'throws in the handler',
    code: 'HANDLER_THREW',
    edits: {
      ringcx: ['void answer(data);', 'answer(data, data.payload.data.agent.name);'],
      ringex: ['void answer(data);', 'answer(data, data.body.agent.name);'],
    },
  },
  {
    name: 'registers a second service',
    code: 'SERVICE_REPLACED',
    edits: {
      ringcx: [
        'register();\n',
        "{ register(); send({ type: 'MessageTransport-push', payload: { type: 'rc-ev-register', service: { name: 'Other script', callLoggerEnabled: true, contactMatcherEnabled: true } } }); }\n",
      ],
      ringex: [
        'register();\n',
        "register(); send({ type: 'rc-adapter-register-third-party-service', service: { name: 'Other script' } });\n",
      ],
    },
  },
  {
    name: 'answers with contacts of a wrong shape',
    code: 'RESULT_INVALID',
    edits: {
      ringcx: ['matches[phoneNumber] = contacts;', 'matches[phoneNumber] = contacts[0] ?? {};'],
      ringex: ['data[phoneNumber] = contacts;', 'data[phoneNumber] = contacts[0] ?? {};'],
    },
  },
  {
    name: 'normalises the keys',
    code: 'KEYS_CHANGED',
    edits: {
      ringcx: ['matches[phoneNumber] =', "matches[phoneNumber.replace('+1', '')] ="],
      ringex: ['data[phoneNumber] =', "data[phoneNumber.replace('+1', '')] ="],
    },
  },
  {
    name: 'answers after the time-out',
    code: 'ANSWERED_LATE',
    outlastsTimeOut: true,
    edits: {
      ringcx: ['  try {\n', '  await window.late;\n  try {\n'],
      ringex: ['  try {\n', '  await window.late;\n  try {\n'],
    },
  },
  {
    name: 'never answers',
    code: 'NOT_ANSWERED',
    outlastsTimeOut: true,
    edits: same('  if (!handler) return;', '  if (handler) return;'),
  },
  {
    name: 'dials while no widget is there',
    code: 'WIDGET_ABSENT',
    edits: same(
      "document.addEventListener('click'",
      "window.addEventListener('load', () => dial('+16505550142'));\ndocument.addEventListener('click'",
    ),
  },
];

const source = (wire: Wire): string =>
  readFileSync(new URL(`../public/${wire}.js`, import.meta.url), 'utf8');

/** The page's script as it is, or with a defect. */
export function listener(wire: Wire, defect?: Defect): string {
  const text = source(wire);
  if (!defect) return text;
  const [from, to] = defect.edits[wire];
  if (text.split(from).length !== 2)
    throw new Error(`${defect.name}: expected "${from}" once in ${wire}.js.`);
  return text.replace(from, () => to);
}
