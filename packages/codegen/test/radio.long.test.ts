import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkProtocol,
  checkTranscript,
  diffProtocols,
  generate,
  loadProtocol,
  printViolation,
} from '../src/index.js';
import { radioSchemas } from './radio.js';
import { edit, freshFolder, load } from './support.js';
import { typeIssues } from './type-issues.js';

/** Any shape of JSON. */
type Loose = Record<string, any>; // oxlint-disable-line no-explicit-any -- any shape of JSON

interface Dispatched {
  readonly status: string;
  readonly name?: string;
}

interface Code {
  readonly protocol: Loose & {
    readonly dispatchFromWidget: (envelope: string, type: string, body: unknown) => Dispatched;
    readonly readEnvelope: (data: unknown) => unknown;
    readonly wrapMessage: (kind: string, type: string, body: unknown, id?: string) => unknown;
    readonly wrapResponse: (id: string, ...rest: unknown[]) => unknown;
    readonly registerBody: (name: string, flags: object, options?: object) => unknown;
    readonly checkResult: (name: string, result: unknown) => unknown;
  };
}

const WIDGET = 'radio/from-widget';
const SONG = `${WIDGET}/push/song.json`;
const NEWS = `${WIDGET}/push/news.json`;
const STATION = `${WIDGET}/push/station.json`;
const FIND = `${WIDGET}/request/findTracks.json`;
const RATE = `${WIDGET}/request/rate.json`;
const VIEW = `${WIDGET}/request/viewRating.json`;
const MUTE = 'radio/to-widget/push/mute.json';
const WIRE = 'radio/wire.json';

/** A folder for the tests of a group, which removes it. */
const temporary = async (): Promise<string> =>
  (await realpath(await mkdtemp(join(tmpdir(), 'jackfield-radio-')))).replaceAll('\\', '/');

/** What is reported after a change of the schemas, without the lines. */
const violations = async (
  ...changes: readonly (readonly [path: string, change: (json: Loose) => unknown])[]
): Promise<readonly string[]> => {
  const schemas = await radioSchemas();
  for (const [path, change] of changes) await edit(schemas, path, change);
  const found = await checkProtocol({ schemas, wire: 'radio' });
  return found.map((one) => printViolation(one).replace(/ \(line \d+\)$/, ''));
};

const annotate =
  (members: object) =>
  (json: Loose): unknown =>
    Object.assign(json['x-message'] as object, members);

const without =
  (...members: readonly string[]) =>
  (json: Loose): void => {
    for (const member of members) delete json['x-message'][member];
  };

describe('the rules of a wire with these forms', () => {
  it('find nothing in it', async () => {
    expect(await violations()).toEqual([]);
  });

  it('want a failure of each request, where responses of the page have no error', async () => {
    expect(await violations([FIND, without('failure')])).toEqual([
      `${FIND}#/x-message FAILURE_MISSING expected "failure", because responses of the page have no error, received none`,
    ]);
  });

  it('want no failure where responses have an error', async () => {
    const widget = (wire: Loose): unknown => (wire['envelope'].page.response.error = 'error');
    const rules = await violations([WIRE, widget]);
    expect(rules).toHaveLength(4);
    expect(rules).toContain(
      `${FIND}#/x-message/failure FAILURE_INVALID expected none, because responses of the page have an error, received one`,
    );
  });

  it('want a failure that is a valid result, also of a message that is unchecked', async () => {
    expect(await violations([FIND, annotate({ failure: { tracks: [1] } })])).toEqual([
      `${FIND}#/x-message/failure/tracks/0 FAILURE_INVALID expected string, received 1`,
    ]);
    expect(await violations([FIND, annotate({ failure: null, unchecked: true })])).toEqual([
      `${FIND}#/x-message/failure FAILURE_INVALID expected object, received null`,
    ]);
  });

  it.each(['timeoutMs', 'failure', 'requires'])(
    'want %s only on requests of the widget',
    async (member) => {
      const value = { timeoutMs: 5, failure: 1, requires: ['name'] }[member];
      expect(await violations([SONG, annotate({ [member]: value })])).toEqual([
        `${SONG}#/x-message/${member} REQUEST_ONLY expected no ${member} on a "push" from "widget", received ${JSON.stringify(value)}`,
      ]);
    },
  );

  it('judge a deadline by the time-out of its request', async () => {
    expect(await violations([FIND, annotate({ deadlineMs: 9000 })])).toEqual([
      `${FIND}#/x-message/deadlineMs DEADLINE_TOO_LONG expected less than 9000, received 9000`,
    ]);
    expect(await violations([FIND, without('timeoutMs')])).toEqual([
      `${FIND}#/x-message/deadlineMs DEADLINE_TOO_LONG expected less than 3000, received 5000`,
    ]);
    expect(await violations([FIND, annotate({ deadlineMs: 8999 })])).toEqual([]);
  });

  it('want each of several ready messages to be a push of the widget', async () => {
    const change = (wire: Loose): unknown => (wire['roles'].ready = ['started', 'mute', 'jingle']);
    expect(await violations([WIRE, change])).toEqual([
      `${WIRE}#/roles/ready/1 ROLE_UNKNOWN expected a push from the widget that is not internal, received "mute"`,
      `${WIRE}#/roles/ready/2 ROLE_UNKNOWN expected a push from the widget that is not internal, received "jingle"`,
    ]);
  });

  it.each(['/service/label', '/service/nothing', '/other'])(
    'want options at an object, not at %s',
    async (options) => {
      expect(await violations([WIRE, (wire) => (wire['registration'].options = options)])).toEqual([
        `${WIRE}#/registration/options REGISTRATION_UNRESOLVED expected a pointer to an object of radio/to-widget/push/enlist.json, received "${options}"`,
      ]);
    },
  );

  it('want paths at known origins only', async () => {
    const change = (wire: Loose): unknown => (wire['paths']['https://other.example'] = '/');
    expect(await violations([WIRE, change])).toEqual([
      `${WIRE}#/paths/https:~1~1other.example WIRE_INVALID expected one of /origins, received "https://other.example"`,
    ]);
  });

  it('want one type for a capability, where it is what is registered', async () => {
    const other = annotate({ type: '/acme/view' });
    expect(await violations([VIEW, other])).toEqual([
      `${VIEW}#/x-message/capability CAPABILITY_SHARED expected the type "/acme/rate", as in ${RATE}, received "/acme/view"`,
    ]);
    const asFlags = (wire: Loose): unknown => delete wire['registration'].value;
    expect(await violations([VIEW, other], [WIRE, asFlags])).toEqual([]);
  });

  it('want what a request requires to be in the registration', async () => {
    expect(await violations([RATE, annotate({ requires: ['settings', 'paths'] })])).toEqual([
      `${RATE}#/x-message/requires/1 REQUIRES_UNKNOWN expected a member of /service in radio/to-widget/push/enlist.json, received "paths"`,
    ]);
  });

  it('want types that only bodies distinguish to be distinguished by them', async () => {
    expect(await violations([NEWS, without('match')])).toEqual([
      `${WIDGET}/push/talk.json#/x-message/type TYPE_TAKEN expected a new type, received "radio-play" of ${NEWS}`,
    ]);
    const same = { match: { '/by/band': true, '/kind': ['live', 'song'] } };
    expect(await violations([NEWS, annotate(same)])).toContain(
      `${SONG}#/x-message/type TYPE_TAKEN expected a new type, received "radio-play" of ${NEWS}`,
    );
  });

  it('want no body to be of two messages', async () => {
    const ambiguous = (match: object): Promise<readonly string[]> =>
      violations([NEWS, annotate({ match })]);
    for (const match of [{ '/kind': ['news', 'jingle'] }, { '/kind': true }, { '/title': true }])
      expect(await ambiguous(match)).toEqual([
        `${NEWS}#/x-message/match MATCH_AMBIGUOUS expected more members than in ${WIDGET}/push/jingle.json, or values that exclude each other, received ${JSON.stringify(match)}`,
      ]);
    // With more members, or with another value of one, it is clear.
    expect(await ambiguous({ '/kind': true, '/urgent': true, '/title': true })).toEqual([]);
    expect(await ambiguous({ '/kind': ['weather'] })).toEqual([]);
  });

  it('want a match to name members of the body or the data', async () => {
    expect(
      await violations([NEWS, annotate({ match: { '/kind': ['news'], '/by/band': true } })]),
    ).toEqual([
      `${NEWS}#/x-message/match/~1by~1band MATCH_UNRESOLVED expected a pointer to a member of the body, received "/by/band"`,
    ]);
    expect(await violations([VIEW, annotate({ match: { '/data/action': true } })])).toEqual([
      `${VIEW}#/x-message/match/~1data~1action MATCH_UNRESOLVED expected a pointer to a member of the data, received "/data/action"`,
    ]);
  });

  it.each([[{}], [{ kind: true }], [{ '/kind': 'song' }], [{ '/kind': [] }], [{ '/kind': [1] }]])(
    'want a match that is one, not %j',
    async (match) => {
      const found = await violations([NEWS, annotate({ match })]);
      expect(found.filter((text) => / ANNOTATION_INVALID /.test(text)).length).toBeGreaterThan(0);
    },
  );

  it('want what is spoken to be there, on the same side and of the same kind', async () => {
    const text = (what: string): string =>
      `SPEAKS_UNKNOWN expected a push from the widget of phone that is not internal, received "${what}"`;
    expect(await violations([SONG, annotate({ speaks: ['playing', 'nothing'] })])).toEqual([
      `${SONG}#/x-message/speaks ${text('nothing')}`,
    ]);
    expect(await violations([SONG, annotate({ speaks: 'findTracks' })])).toEqual([
      `${SONG}#/x-message/speaks ${text('findTracks')}`,
    ]);
    expect(await violations([SONG, annotate({ speaks: 'secret' })])).toEqual([
      `${SONG}#/x-message/speaks ${text('secret')}`,
    ]);
    expect(await violations([MUTE, annotate({ speaks: 'playing' })])).toEqual([
      `${MUTE}#/x-message/speaks SPEAKS_UNKNOWN expected a push from the page of phone that is not internal, received "playing"`,
    ]);
  });

  it.each(['nothing', 'radio'])(
    'want the spoken wire to be another one, not %s',
    async (speaks) => {
      expect(await violations([WIRE, (wire) => (wire['speaks'] = speaks)])).toEqual([
        `${WIRE}#/speaks SPEAKS_UNKNOWN expected a folder with a wire.json beside this one, received "${speaks}"`,
      ]);
    },
  );

  it('want the wire to name the wire that its messages speak', async () => {
    expect(await violations([WIRE, (wire) => delete wire['speaks']])).toEqual(
      [SONG, FIND].map(
        (file) =>
          `${file}#/x-message/speaks SPEAKS_UNKNOWN expected "speaks" in wire.json, the wire of these messages, received none`,
      ),
    );
  });

  it('want an envelope of a push where it cannot be bare', async () => {
    const untagged = (wire: Loose): unknown => delete wire['envelope'].widget.response.tag;
    expect(await violations([WIRE, untagged])).toContain(
      `${SONG}#/x-message/kind ENVELOPE_MISSING expected "push" in /envelope/widget of ${WIRE}, received none`,
    );
  });

  it('want the type of a push to be no tag, also if it is bare only because its side has no pushes', async () => {
    expect(await violations([STATION, annotate({ type: 'ask' })])).toEqual([
      `${STATION}#/x-message/type ENVELOPE_AMBIGUOUS expected a type that is not a tag, received "ask"`,
    ]);
  });
});

describe('the code of a wire with these forms', () => {
  let schemas: string;
  let out: string;
  let protocol: Code['protocol'];

  beforeAll(async () => {
    const top = await temporary();
    schemas = await radioSchemas(join(top, 'schemas'));
    out = join(top, 'out');
    await generate({ schemas, wire: 'radio', out, kit: join(out, 'kit') });
    ({ protocol } = await load<Code>(join(out, 'protocol.ts')));
    return () => rm(top, { recursive: true });
  });

  it('is accepted by the strict compiler, with exact types', async () => {
    await writeFile(
      join(out, 'uses.ts'),
      `import type { RegistrationOptions } from './messages.js';
import type { SpokenCommands, SpokenPageRequests, SpokenPushes, SpokenRequests } from './speaks.js';
type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const spoken: [
  Equal<SpokenRequests, 'findTracks'>,
  Equal<SpokenPushes, 'song'>,
  Equal<SpokenCommands, never>,
  Equal<SpokenPageRequests, never>,
  Equal<keyof RegistrationOptions, 'label' | 'settings'>,
] = [true, true, true, true, true];
export const options: RegistrationOptions[] = [{}, { label: 'Acme' }, { settings: ['a'] }];
// @ts-expect-error the host sets the name
export const name: RegistrationOptions = { name: 'Acme' };
// @ts-expect-error the host sets the capabilities
export const capability: RegistrationOptions = { ratePath: '/acme/rate' };
// @ts-expect-error a label is a text
export const label: RegistrationOptions = { label: 5 };
`,
    );
    expect(typeIssues([out]).get(out)).toEqual([]);
  });

  it('has the facts of the wire and of its requests', () => {
    expect(protocol).toMatchObject({
      paths: { 'https://acme.example': '/radio/' },
      ...{ sticky: true, speaks: ['phone'] },
      roles: { ready: ['started', 'tuned'], register: 'enlist' },
      requests: { findTracks: { deadlineMs: 5000, timeoutMs: 9000 } },
      pushes: { song: { type: 'radio-play', bare: true } },
      pagePushes: { mute: { type: 'radio-mute', bare: true } },
    });
    expect(protocol['requests'].rate).not.toHaveProperty('timeoutMs');
  });

  it('reads and posts pushes without an envelope', () => {
    expect(protocol.readEnvelope({ type: 'radio-tuned', to: 'B' })).toEqual({
      ...{ kind: 'bare', id: '', type: 'radio-tuned', body: { to: 'B' } },
    });
    expect(protocol.wrapMessage('bare', 'radio-mute', { on: true })).toEqual({
      ...{ type: 'radio-mute', on: true },
    });
    expect(protocol.readEnvelope({ type: 'ask', path: '/acme/rate' })).toBeUndefined();
  });

  it('answers the failure of a request instead of an error', () => {
    const answer = (...rest: unknown[]): unknown => protocol.wrapResponse('7', ...rest);
    const posted = (response: unknown): object => ({
      type: 'page-answer',
      answerId: '7',
      response,
    });
    expect(answer({ tracks: ['A'] })).toEqual(posted({ tracks: ['A'] }));
    expect(answer({ tracks: ['A'] }, '', 'findTracks')).toEqual(posted({ tracks: ['A'] }));
    expect(answer(undefined, 'it failed', 'findTracks')).toEqual(posted({ tracks: [] }));
    expect(answer(undefined, 'it failed', 'rate')).toEqual(posted(null));
    expect(answer(undefined, 'it failed', 'skip')).toEqual(posted(false));
    expect(JSON.stringify(answer('secret', 'it failed', 'viewRating'))).not.toMatch(
      /secret|failed/,
    );
  });

  it('reads responses without errors', () => {
    expect(
      protocol.readEnvelope({ type: 'answer', answerId: '7', response: 3, error: 'x' }),
    ).toEqual({
      ...{ kind: 'response', id: '7', type: '', body: 3 },
    });
  });

  it('registers types, with the options of the page but for the name and the capabilities', () => {
    const options = { label: 'A', name: 'other', ratePath: 'other' };
    expect(protocol.registerBody('Acme', { ratePath: true, findPath: true }, options)).toEqual({
      service: {
        ...{ name: 'Acme', label: 'A', ratePath: '/acme/rate', findPath: '/acme/findTracks' },
      },
    });
    expect(protocol.registerBody('Acme', {})).toEqual({ service: { name: 'Acme' } });
  });

  it.each([
    ['radio-play', 'null', null, 'talk'],
    ['radio-play', 'nothing', undefined, 'talk'],
    ['radio-play', 'a text', 'song', 'talk'],
    ['radio-play', 'a list', [{ kind: 'song' }], 'talk'],
    ['radio-play', 'a member that is a list', { kind: ['song'], by: { band: 'B' } }, 'talk'],
    ['radio-play', 'too few members', { kind: 'song' }, 'talk'],
    ['radio-play', 'a member within a text', { kind: 'song', by: 'band' }, 'talk'],
    ['radio-play', 'an undefined member', { kind: 'song', by: { band: undefined } }, 'talk'],
    [
      'radio-play',
      'an inherited member',
      { kind: 'song', by: Object.create({ band: 'B' }) },
      'talk',
    ],
    ['radio-play', 'all members', { kind: 'live', title: 'A', by: { band: 'B' } }, 'song'],
    ['radio-play', 'all members of an invalid body', { kind: 'live', by: { band: 5 } }, 'song'],
    ['radio-play', 'another value', { kind: 'news', by: { band: 'B' } }, 'news'],
    ['radio-play', 'an internal message', { kind: 'jingle' }, 'jingle'],
    ['/acme/rate', 'other data', { action: 'edit' }, 'rate'],
    ['/acme/rate', 'its data', { action: 'view' }, 'viewRating'],
    ['/acme/skip', 'the only data', { seconds: 'x' }, 'skip'],
    ['/acme/skip', 'the data of no message', { minutes: 1 }, undefined],
  ])('takes a %s with %s for the message of its body', (type, _what, body, name) => {
    const kind = type.startsWith('/') ? 'request' : 'bare';
    expect(protocol.dispatchFromWidget(kind, type, body).name).toBe(name);
    expect(protocol.dispatchFromWidget('push', type, body)).toEqual({ status: 'unknown' });
  });

  it('checks of an unchecked message only that it is an object', () => {
    const status = (type: string, body: unknown): string =>
      protocol.dispatchFromWidget('bare', type, body).status;
    for (const body of [null, 'A', 5, ['A'], undefined])
      expect(status('radio-station', body)).toBe('invalid');
    for (const body of [{}, { name: 5 }, { deep: [] }])
      expect(status('radio-station', body)).toBe('valid');
    // The same schema is checked in full otherwise.
    expect(status('radio-tuned', { to: 5 })).toBe('invalid');
    const data = (stars: unknown): string =>
      protocol.dispatchFromWidget('request', '/acme/rate', { action: 'view', stars }).status;
    expect(data('many')).toBe('valid');
  });

  it('lists what it speaks, in a file of its own', async () => {
    expect({ ...(await load<object>(join(out, 'speaks.ts'))) }).toEqual({
      spokenByWidget: { findTracks: ['findTracks'], song: ['playing'] },
      spokenByPage: {},
    });
    const other = await freshFolder();
    await generate({ schemas, wire: 'phone', out: other });
    expect(await readdir(other)).not.toContain('speaks.ts');
  });

  it('has what tests need in their kit', async () => {
    const { widgetMessages } = await load<{ widgetMessages: Loose }>(join(out, 'kit/schemas.ts'));
    expect(widgetMessages).toMatchObject({
      song: { bare: true, match: { '/kind': ['song', 'live'], '/by/band': true } },
      station: { unchecked: true },
      findTracks: { timeoutMs: 9000, failure: { tracks: [] } },
      rate: { failure: null },
    });
    const other = await freshFolder();
    await generate({ schemas, wire: 'phone', out: other, kit: join(other, 'kit') });
    const kit = await readFile(join(other, 'kit/schemas.ts'), 'utf8');
    expect(kit).not.toMatch(/match|unchecked|failure|timeoutMs/);
  });
});

describe('an unchecked result', () => {
  const statusOf = async (result: object, answer: unknown, required = true): Promise<unknown> => {
    const schemas = await radioSchemas();
    const out = await freshFolder();
    await edit(schemas, FIND, (find) => {
      find['x-message'].unchecked = true;
      find['x-message'].failure = answer;
      find['properties'].result = result;
      find['examples'][0].result = answer;
      if (!required) find['required'] = ['data'];
    });
    await generate({ schemas, wire: 'radio', out });
    const { protocol } = await load<Code>(join(out, 'protocol.ts'));
    const wrong = [undefined, null, 'x', [1], { a: 1 }];
    return wrong.filter((each) => protocol.checkResult('findTracks', each) === undefined);
  };
  const object = { type: 'object', properties: { a: { type: 'string' } } };

  it('is an object, if it is described as one, directly or by others', async () => {
    expect(await statusOf(object, {})).toEqual([{ a: 1 }]);
    expect(await statusOf({ description: 'It.', allOf: [object] }, {})).toEqual([{ a: 1 }]);
    expect(await statusOf(object, {}, false)).toEqual([undefined, { a: 1 }]);
  });

  it('is anything, if it may be something else', async () => {
    const all = [undefined, null, 'x', [1], { a: 1 }];
    expect(await statusOf({ type: 'array', items: { type: 'string' } }, [])).toEqual(all);
    expect(await statusOf({ type: ['object', 'null'] }, {})).toEqual(all);
    expect(await statusOf({ anyOf: [object, { type: 'string' }] }, {})).toEqual(all);
  });
});

describe('the documents of a wire with these forms', () => {
  let out: string;
  const page = async (path: string): Promise<string> =>
    (await readFile(join(out, 'docs/reference', path), 'utf8')).replaceAll(/ +/g, ' ');

  beforeAll(async () => {
    const top = await temporary();
    const schemas = await radioSchemas(join(top, 'schemas'));
    out = join(top, 'out');
    await generate({ schemas, wire: 'radio', out, docs: join(out, 'docs'), spec: out });
    return () => rm(top, { recursive: true });
  });

  it('describe its messages in AsyncAPI as they are posted', async () => {
    const text = await readFile(join(out, 'asyncapi.json'), 'utf8');
    const { components, servers } = JSON.parse(text) as Loose;
    const ajv = new Ajv({ strict: false });
    const messages = Object.entries(components.messages as Record<string, Loose>);
    for (const [id, { payload, examples }] of messages) {
      const isValid = ajv.compile({ ...(payload as AnySchemaObject), components });
      for (const example of examples as Loose[]) {
        expect([id, isValid(example['payload']), isValid.errors]).toEqual([id, true, null]);
        expect(isValid({ ...example['payload'], type: 'other' })).toBe(false);
      }
    }
    const { payload } = components.messages['widget.findTracks.result'];
    expect(payload.required).toEqual(['type', 'answerId', 'response']);
    expect(JSON.stringify(payload)).not.toContain('error');
    expect(components.messages['widget.song']).toMatchObject({
      payload: { properties: { type: { const: 'radio-play' } } },
      'x-message': { match: { '/by/band': true }, speaks: ['playing'] },
    });
    expect(components.messages['widget.findTracks']['x-message']).toMatchObject({
      ...{ timeoutMs: 9000, failure: { tracks: [] }, speaks: 'findTracks' },
    });
    expect(components.messages['widget.rate']['x-message']).toMatchObject({
      ...{ failure: null, requires: ['settings'] },
    });
    expect(components.messages['widget.station']['x-message']).toMatchObject({ unchecked: true });
    expect(servers['acme-example']).toMatchObject({ pathname: '/radio/' });
    expect(servers['radio-example']).not.toHaveProperty('pathname');
  });

  it('describe them in pages', async () => {
    const song = await page('from-widget/song.md');
    expect(song).toContain('`radio-play`, posted without an envelope');
    expect(song).toContain(
      '| bodies | those in which `/kind` is `"song"` or `"live"` and `/by/band` is there; the type is also that of `jingle`, `news`, `talk` |',
    );
    expect(song).toContain('a listener: `pushes: { playing: (body) => … }`');
    expect(song).toContain('plugins know it as `playing` of the wire `phone`');
    expect(song).toContain('"type": "radio-play"');
    expect(await page('from-widget/talk.md')).toContain(
      '| bodies | all that are not of `jingle`, `news`, `song` |',
    );
    for (const name of ['started', 'tuned'])
      expect(await page(`from-widget/${name}.md`)).toContain('the host registers at each');
    expect(song).not.toContain('the host registers at each');
    const find = await page('from-widget/findTracks.md');
    expect(find).toContain('the widget waits 9 s');
    expect(find).toContain('if a handler fails, the host answers `{"tracks":[]}`');
    const view = await page('from-widget/viewRating.md');
    expect(view).toContain('the widget waits 3 s');
    expect(view).toContain('only that the data is an object');
    expect(await page('from-widget/rate.md')).toContain(
      '`settings` in the registration: without, the widget ignores the capability',
    );
    expect(await page('from-widget/station.md')).toContain('only that the body is an object');
    const index = await page('index.md');
    expect(index).toContain(
      'Pushes from the widget have no envelope, and `type` is their wire type.',
    );
    expect(index).toContain(
      'Pushes from the page have no envelope, and `type` is their wire type.',
    );
    expect(index).toContain('A response. It has no error');
    expect(index).not.toContain('the reason why there is no result');
    expect(index).toContain('`https://acme.example/radio/`');
    expect(index).toContain('Plugins of the wire `phone`');
  });
});

it('a mapping gives messages a time-out and a failure, and leaves them unchecked', async () => {
  const schemas = await radioSchemas();
  for (const [path, json] of Object.entries({
    'asks/Level.json': { type: 'object', properties: { of: { type: 'string' } } },
    'asks/LevelResponse.json': { type: 'number' },
    'events/Spot.json': {
      type: 'object',
      required: ['of'],
      properties: { of: { type: 'string' } },
    },
  }))
    await edit(schemas, `radio/${path}`, (file) => Object.assign(file, json));
  await edit(schemas, WIRE, (wire) => {
    wire['houseRules'] = false;
    wire['messages'] = [
      {
        ...{ kind: 'request', from: 'widget', data: 'asks/{name}.json', capability: 'ratePath' },
        ...{ result: 'asks/{name}Response.json', type: '/acme/rate/{name}', combine: 'first' },
        ...{ deadlineMs: 5000, timeoutMs: 6000, failure: 0 },
      },
      { kind: 'push', from: 'widget', body: 'events/{name}.json', unchecked: true },
    ];
    delete wire['registration'].value;
  });
  const { messages } = await loadProtocol({ schemas, wire: 'radio' });
  const named = (name: string): unknown => messages.find((message) => message.name === name);
  expect(named('level')).toMatchObject({ deadlineMs: 5000, timeoutMs: 6000, failure: 0 });
  expect(named('spot')).toMatchObject({ bare: true, unchecked: true });
});

describe('a transcript of a wire with these forms', () => {
  const examine = async (...lines: readonly object[]) => {
    const schemas = await radioSchemas();
    const file = join(schemas, 'dump.jsonl');
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    return checkTranscript({ file, schemas, wire: 'radio' });
  };

  it('has the messages of its bodies', async () => {
    const report = await examine(
      { type: 'radio-play', kind: 'song', title: 'A', by: { band: 'B' } },
      { type: 'radio-play', kind: 'song' },
      { type: 'radio-play', kind: 'news', title: 5 },
      { type: 'ask', askId: '1', path: '/acme/rate', body: { action: 'view' } },
      { type: 'ask', askId: '2', path: '/acme/skip', body: {} },
    );
    expect(report.messages).toEqual({
      ...{ 'widget song': 1, 'widget talk': 1, 'widget news': 1, 'widget viewRating': 1 },
    });
    expect(report.invalid).toMatchObject([{ message: 'news', pointer: '/title' }]);
    expect(report.unknownTypes).toMatchObject([{ type: '/acme/skip', known: 'skip' }]);
  });

  it('has results where other wires have errors, which are checked', async () => {
    const ask = (askId: string): object => ({
      ...{ type: 'ask', askId, path: '/acme/findTracks', body: { title: 'A' } },
    });
    const answer = (answerId: string, response: unknown): object => ({
      ...{ type: 'page-answer', answerId, response, error: 'not an error' },
    });
    const report = await examine(ask('1'), answer('1', { tracks: [] }), ask('2'), answer('2', {}));
    expect(report.invalid).toMatchObject([{ message: 'findTracks', part: 'result', count: 1 }]);
    expect(report.strayResponses).toBe(0);
  });

  it('is checked in full, also what the page does not check', async () => {
    const { invalid } = await examine({ type: 'radio-station', name: 5, deep: { very: 1 } });
    expect(invalid).toMatchObject([{ message: 'station', pointer: '/name' }]);
  });
});

describe('a change of these forms', () => {
  const changesOf = async (
    path: string,
    change: (json: Loose) => unknown,
  ): Promise<readonly (readonly unknown[])[]> => {
    const [olds, nexts] = [await radioSchemas(), await radioSchemas()];
    await edit(nexts, path, change);
    const [old, next] = [
      await loadProtocol({ schemas: olds, wire: 'radio' }),
      await loadProtocol({ schemas: nexts, wire: 'radio' }),
    ];
    expect(diffProtocols(old, old)).toEqual([]);
    const changes = [...diffProtocols(old, next), ...diffProtocols(next, old)];
    return changes.map(({ rule, pointer, was, is, breaks }) => [
      rule,
      pointer,
      was,
      is,
      breaks.join(),
    ]);
  };
  const at = (member: string): string => `/x-message/${member}`;

  it('is one of the time-out of a request', async () => {
    expect(await changesOf(FIND, annotate({ timeoutMs: 8000 }))).toEqual([
      ['TIMEOUT_CHANGED', at('timeoutMs'), '9000', '8000', 'plugins'],
      ['TIMEOUT_CHANGED', at('timeoutMs'), '8000', '9000', ''],
    ]);
    expect(await changesOf(RATE, annotate({ timeoutMs: 3000 }))).toEqual([]);
    expect(await changesOf(RATE, annotate({ timeoutMs: 4000 }))).toEqual([
      ['TIMEOUT_CHANGED', at('timeoutMs'), '3000', '4000', ''],
      ['TIMEOUT_CHANGED', at('timeoutMs'), '4000', '3000', 'plugins'],
    ]);
  });

  it('is one of the time-out of the wire once, for the wire', async () => {
    const change = (wire: Loose): unknown => (wire['timeoutMs'] = 4000);
    expect(await changesOf(WIRE, change)).toEqual([
      ['TIMEOUT_CHANGED', '/timeoutMs', '3000', '4000', ''],
      ['TIMEOUT_CHANGED', '/timeoutMs', '4000', '3000', 'plugins'],
    ]);
  });

  it('is one of a failure', async () => {
    expect(await changesOf(FIND, annotate({ failure: { tracks: ['none'] } }))).toMatchObject([
      ['FAILURE_CHANGED', at('failure'), '{"tracks":[]}', '{"tracks":["none"]}', 'plugins'],
      ['FAILURE_CHANGED', at('failure'), '{"tracks":["none"]}', '{"tracks":[]}', 'plugins'],
    ]);
  });

  it('is one of what a request requires', async () => {
    expect(await changesOf(RATE, annotate({ requires: ['settings', 'label'] }))).toEqual([
      ['REQUIRES_CHANGED', at('requires'), 'nothing', 'label', 'plugins'],
      ['REQUIRES_CHANGED', at('requires'), 'label', 'nothing', ''],
    ]);
  });

  it('is one of what it speaks', async () => {
    expect(await changesOf(SONG, without('speaks'))).toEqual([
      ['SPEAKS_CHANGED', at('speaks'), 'playing', 'nothing', 'plugins'],
      ['SPEAKS_CHANGED', at('speaks'), 'nothing', 'playing', ''],
    ]);
    expect(await changesOf(SONG, annotate({ speaks: 'playing' }))).toEqual([]);
  });

  it('is one of the bodies of a message', async () => {
    const change = annotate({ match: { '/kind': ['news', 'weather'] } });
    expect(await changesOf(NEWS, change)).toMatchObject([
      [
        'MATCH_CHANGED',
        at('match'),
        '{"/kind":["news"]}',
        '{"/kind":["news","weather"]}',
        'plugins',
      ],
      [
        'MATCH_CHANGED',
        at('match'),
        '{"/kind":["news","weather"]}',
        '{"/kind":["news"]}',
        'plugins',
      ],
    ]);
  });

  it('is one of the name of a message that shares its type', async () => {
    const [olds, nexts] = [await radioSchemas(), await radioSchemas()];
    await cp(join(nexts, NEWS), join(nexts, `${WIDGET}/push/bulletin.json`));
    await edit(nexts, `${WIDGET}/push/bulletin.json`, (json) => {
      json['title'] = 'Bulletin';
      json['x-message'].name = 'bulletin';
    });
    await rm(join(nexts, NEWS));
    const changes = diffProtocols(
      await loadProtocol({ schemas: olds, wire: 'radio' }),
      await loadProtocol({ schemas: nexts, wire: 'radio' }),
    );
    expect(changes).toMatchObject([{ rule: 'MESSAGE_RENAMED', was: 'news', is: 'bulletin' }]);
  });

  it('is one of what is checked', async () => {
    expect(await changesOf(STATION, without('unchecked'))).toMatchObject([
      ['UNCHECKED_CHANGED', at('unchecked'), 'true', 'nothing', 'plugins'],
      ['UNCHECKED_CHANGED', at('unchecked'), 'nothing', 'true', 'plugins'],
    ]);
    expect(await changesOf(MUTE, annotate({ unchecked: true }))).toMatchObject([
      ['UNCHECKED_CHANGED', at('unchecked'), 'nothing', 'true', ''],
      ['UNCHECKED_CHANGED', at('unchecked'), 'true', 'nothing', 'senders'],
    ]);
  });

  it.each<readonly [string, (wire: Loose) => unknown, string, string, string]>([
    ['a path', (wire) => (wire['paths'] = {}), '/paths/https:~1~1acme.example', '', 'senders'],
    [
      'another path',
      (wire) => (wire['paths'] = { 'https://acme.example': '/tv/' }),
      ...(['/paths/https:~1~1acme.example', 'senders', 'senders'] as const),
    ],
    ['a ready message', (wire) => (wire['roles'].ready = 'started'), '/roles/ready', 'plugins', ''],
    ['options', (wire) => delete wire['registration'].options, '/registration', 'plugins', ''],
    ['values', (wire) => delete wire['registration'].value, '/registration', 'plugins', 'plugins'],
    [
      'a sticky registration',
      (wire) => delete wire['registration'].sticky,
      '/registration',
      'plugins',
      'plugins',
    ],
  ])('of the wire is one of %s', async (_what, change, pointer, forth, back) => {
    const changes = await changesOf(WIRE, change);
    const rule = pointer.startsWith('/paths') ? 'ORIGINS_CHANGED' : 'ROLES_CHANGED';
    expect(changes.map(([id, place, , , breaks]) => [id, place, breaks])).toEqual([
      [rule, pointer, forth],
      [rule, pointer, back],
    ]);
  });

  it('is none if it says the same', async () => {
    const change = (wire: Loose): unknown => (wire['roles'].ready = ['tuned', 'started']);
    expect(await changesOf(WIRE, change)).toEqual([]);
    expect(await changesOf(SONG, annotate({ envelope: 'bare' }))).toEqual([]);
    expect(
      await changesOf(SONG, annotate({ match: { '/by/band': true, '/kind': ['live', 'song'] } })),
    ).toEqual([]);
  });
});
