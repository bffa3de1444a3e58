import { describe, expect, it } from 'vitest';
import { checkProtocol } from '../../src/index.js';
import { edit, freshFolder } from '../support.js';
import { ROWS, type Row } from './wires.js';
import { writeSchemas } from './write-schemas.js';

/** Any shape of JSON. */
type Loose = Record<string, any>; // oxlint-disable-line no-explicit-any -- any shape of JSON
type Change = (side: Loose, envelope: Loose) => unknown;

const rowCalled = (start: string): Row => ROWS.find(({ name }) => name.startsWith(start)) as Row;

const TAGGED = rowCalled('a push whose body is a member of the envelope');
const PAYLOAD = rowCalled('a push whose body is a member of the payload');
const OCPP = rowCalled('arrays, with an array of their own');
const BY_ID = rowCalled('a response that is recognised by its id alone');
const FLAG = rowCalled('a success flag and');
const NUMBERS = rowCalled('tags and types that are numbers');
const ALONE = rowCalled('a type alone');

const CASES: readonly (readonly [what: string, Row, Change, expected: string])[] = [
  [
    'two kinds with one tag',
    TAGGED,
    ({ push }) => (push.tag = 'call'),
    '/envelope/widget/request ENVELOPE_AMBIGUOUS expected a tag or constants in /envelope/widget/push and here, received envelopes that cannot be distinguished',
  ],
  [
    'a response whose result is where requests have their type',
    BY_ID,
    ({ response }) => (response.result = 'action'),
    '/envelope/widget/response ENVELOPE_AMBIGUOUS expected a tag or constants in /envelope/widget/request and here, received envelopes that cannot be distinguished',
  ],
  [
    'a body that may contain the id of a request',
    BY_ID,
    ({ push }) => delete push.body,
    '/envelope/widget/request ENVELOPE_AMBIGUOUS expected a tag, constants or a "body" in /envelope/widget/push and here, received envelopes that cannot be distinguished',
  ],
  [
    'a push without a tag whose type may be the tag of a request',
    TAGGED,
    ({ push }) => {
      delete push.tag;
      push.type = 'kind';
      push.payload = undefined;
    },
    '/envelope/widget/request ENVELOPE_AMBIGUOUS expected a tag or constants in /envelope/widget/push and here, received envelopes that cannot be distinguished',
  ],
  [
    'a flag that is the same for a result and for an error',
    FLAG,
    ({ error }) => (error.constants.ok = true),
    '/envelope/widget/response ENVELOPE_AMBIGUOUS expected a tag or constants in /envelope/widget/error and here, received envelopes that cannot be distinguished',
  ],
  [
    'a type in the place of the tag',
    TAGGED,
    ({ push }) => (push.type = 'kind'),
    '/envelope/widget/push/type ENVELOPE_AMBIGUOUS expected another place than that at /envelope/widget/push/tag, received "kind"',
  ],
  [
    'a body in the place of the id',
    TAGGED,
    ({ request }) => (request.body = 'id'),
    '/envelope/widget/request/body ENVELOPE_AMBIGUOUS expected another place than that at /envelope/widget/request/id, received "id"',
  ],
  [
    'a payload in the place of the id',
    PAYLOAD,
    ({ request }) => (request.payload = 'id'),
    '/envelope/widget/request/payload ENVELOPE_AMBIGUOUS expected another place than that at /envelope/widget/request/id, received "id"',
  ],
  [
    'a constant in the place of the tag',
    TAGGED,
    (side) => (side.constants = { kind: 'acme' }),
    '/envelope/widget/constants/kind ENVELOPE_AMBIGUOUS expected another place than that at /envelope/widget/push/tag, received "kind"',
  ],
  [
    'a value by default in the place of the type',
    TAGGED,
    ({ push }) => (push.defaults = { name: 'none' }),
    '/envelope/widget/push/defaults/name ENVELOPE_AMBIGUOUS expected another place than that at /envelope/widget/push/type, received "name"',
  ],
  [
    'a constant of a kind that is one of the side, too',
    TAGGED,
    (side) => {
      side.constants = { version: 1 };
      side.push.constants = { version: 2 };
    },
    '/envelope/widget/push/constants/version ENVELOPE_AMBIGUOUS expected another place than that at /envelope/widget/constants/version, received "version"',
  ],
  [
    'two envelopes for errors',
    FLAG,
    ({ response }) => (response.error = 'error'),
    '/envelope/widget/error ENVELOPE_AMBIGUOUS expected no "error" in /envelope/widget/response or none beside it, received both',
  ],
  [
    'errors without responses',
    FLAG,
    (side, { page }) => {
      delete side.response;
      delete page.request;
    },
    '/envelope/widget/error ENVELOPE_MISSING expected "response" beside it, received none',
  ],
  [
    'requests that cannot be answered',
    TAGGED,
    (_side, { page }) => delete page.response,
    '/envelope/widget/request ENVELOPE_MISSING expected "response" in /envelope/page, which answers it, received none',
  ],
  [
    'a name in an array',
    OCPP,
    ({ request }) => (request.body = 'body'),
    '/envelope/widget/request/body WIRE_INVALID expected a position, as at /envelope/widget/request/tag, received "body"',
  ],
  [
    'a position of an array without a value',
    OCPP,
    ({ error }) => delete error.defaults['2'],
    '/envelope/widget/error WIRE_INVALID expected all positions up to 4, received none at 2: add it to "constants" or "defaults"',
  ],
  [
    'an array around a body without a position',
    OCPP,
    ({ request }) => delete request.body,
    '/envelope/widget/request WIRE_INVALID expected "body", because an array has no other members, received none',
  ],
  [
    'an array beside objects',
    BY_ID,
    (side) => (side.response = { id: 0, result: 1, error: 2 }),
    '/envelope/widget/response WIRE_INVALID expected an object, as in /envelope/widget/push, received an array',
  ],
  [
    'a negative position',
    OCPP,
    ({ request }) => (request.body = -1),
    '/envelope/widget/request/body WIRE_INVALID expected >= 0, received -1',
  ],
  [
    'a name that every object has',
    TAGGED,
    ({ push }) => (push.body = 'constructor'),
    '/envelope/widget/push/body WIRE_INVALID expected a name that objects do not inherit, received "constructor"',
  ],
  [
    'a constant that sets the prototype',
    TAGGED,
    ({ push }) => (push.constants = JSON.parse('{ "__proto__": 1 }')),
    '/envelope/widget/push/constants/__proto__ WIRE_INVALID expected a name that objects do not inherit, received "__proto__"',
  ],
  [
    'a tag without a place',
    TAGGED,
    (_side, envelope) => delete envelope.tag,
    '/envelope/widget/push/tag WIRE_INVALID expected "tag" in /envelope, the place of this value, received none',
  ],
  [
    'a constant that is an object',
    TAGGED,
    (side) => (side.constants = { version: {} }),
    '/envelope/widget/constants/version WIRE_INVALID expected string,number,boolean,null, received {}',
  ],
];

const violationsOf = async (schemas: string, file = 'acme/wire.json'): Promise<readonly string[]> =>
  (await checkProtocol({ schemas }))
    .filter((violation) => violation.file === file)
    .map(({ pointer, rule, message }) => `${pointer} ${rule} ${message}`);

describe('envelopes that contradict themselves', () => {
  it.each(CASES)('%s', async (_what, row, change, expected) => {
    const schemas = await freshFolder();
    await writeSchemas(schemas, row);
    expect(await violationsOf(schemas)).toEqual([]);
    await edit(schemas, 'acme/wire.json', ({ envelope }) => change(envelope.widget, envelope));
    expect(await violationsOf(schemas)).toContain(expected);
  });
});

describe('messages that their wire cannot carry', () => {
  const NOTE = 'acme/from-widget/push/note.json';
  const check = async (
    row: Row,
    change: (note: Loose) => unknown,
    file = NOTE,
  ): Promise<readonly string[]> => {
    const schemas = await freshFolder();
    await writeSchemas(schemas, row);
    await edit(schemas, file, change);
    return violationsOf(schemas, file);
  };

  it('are bare where nothing distinguishes a bare message from others', async () => {
    expect(await check(ALONE, (note) => (note['x-message'].envelope = 'bare'))).toEqual([
      '/x-message/envelope ENVELOPE_MISSING expected an envelope, because not all of this side have a tag that is a member, received "bare"',
    ]);
    expect(
      await check(
        OCPP,
        (ask) => {
          ask['x-message'].kind = 'push';
          ask['x-message'].envelope = 'bare';
        },
        'acme/to-widget/request/ask.json',
      ),
    ).toContain(
      '/x-message/envelope ENVELOPE_MISSING expected an envelope, because not all of this side have a tag that is a member, received "bare"',
    );
  });

  it('are bare with a type that is a tag', async () => {
    const change = (note: { 'x-message'?: object }): unknown =>
      Object.assign(note['x-message'] as object, { envelope: 'bare', type: 'call' });
    expect(await check(TAGGED, change)).toEqual([
      '/x-message/type ENVELOPE_AMBIGUOUS expected a type that is not a tag, received "call"',
    ]);
  });

  it('have a type that is not a number where types are', async () => {
    for (const type of ['note', '1e3', '017', ' 1', 'NaN', 'Infinity', '0x1'])
      expect(await check(NUMBERS, (note) => (note['x-message'].type = type))).toEqual([
        `/x-message/type TYPE_NUMBER expected a number, as wire.json says, received "${type}"`,
      ]);
  });

  it('have a body that needs a member of the envelope around it', async () => {
    const withType = (note: Loose): unknown => {
      note['required'] = ['text', 'type'];
      note['properties'].type = { description: 'One more.', type: 'string' };
      return (note['examples'] = [{ text: 'hello', type: 'x' }]);
    };
    expect(await check(ALONE, withType)).toEqual([
      ' ENVELOPE_AMBIGUOUS expected a body that does not need "type", which is a member of its envelope, received one',
    ]);
    expect(await check(TAGGED, withType)).toEqual([]);
  });
});
