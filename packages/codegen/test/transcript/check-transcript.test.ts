import { built } from '@jackfield/test-tools/built';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../../cli/src/main.js';
import { checkTranscript, type TranscriptReport } from '../../src/index.js';
import { edit, freshFolder, here, SCHEMAS, schemasWith } from '../support.js';

const run = async (
  ...argv: readonly string[]
): Promise<{ code: number; out: string; err: string }> => {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await main(['check-transcript', ...argv], io);
  return { code, out: out.join('\n'), err: err.join('\n') };
};

const fileWith = async (text: string): Promise<string> => {
  const file = join(await freshFolder(), 'dump.jsonl');
  await writeFile(file, text);
  return file;
};

const toLines = (entries: readonly unknown[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

const check = async (
  entries: readonly unknown[],
  options: { readonly schemas?: string; readonly wire?: string } = {},
): Promise<TranscriptReport> =>
  checkTranscript({
    file: await fileWith(toLines(entries)),
    ...(options.schemas === undefined ? { schemas: SCHEMAS, wire: 'ringcx' } : options),
  });

/** What a dump has beside the counts of its messages, without all that is empty. */
const remarks = (report: TranscriptReport): Partial<TranscriptReport> =>
  Object.fromEntries(
    Object.entries(report).filter(
      ([name, value]) =>
        !['wire', 'messages'].includes(name) &&
        value !== 0 &&
        !(Array.isArray(value) && value.length === 0) &&
        !(name === 'versions' && (value as TranscriptReport['versions']).evidence.length === 0),
    ),
  );

const RINGCX = ['--schemas', SCHEMAS, '--wire', 'ringcx'];

const WIDGET = 'https://ringcentral.github.io';
const push = (type: string, body: object = {}): object => ({
  type: 'MessageTransport-push',
  payload: { type, ...body },
});
const request = (requestType: string, data: unknown, requestId = '1'): object => ({
  type: 'MessageTransport-request',
  requestId,
  payload: { requestType, data },
});
const response = (result: unknown, requestId = '1'): object => ({
  type: 'MessageTransport-response',
  requestId,
  result,
});
const call = (more: object = {}): object => ({
  id: '201910162213030139010000000016',
  direction: 'INBOUND',
  from: { phoneNumber: '6505550142' },
  to: { phoneNumber: '7205550199' },
  ...more,
});
const HEADER = {
  jackfield: 'transcript',
  version: 1,
  wire: 'ringcx',
  personal: 'pseudonym',
  service: 'Acme',
  state: 'loading',
  at: 1,
};

describe('misuse', () => {
  it.each([
    ['', 'line 1: expected messages, received nothing'],
    ['{"type":"a"}\n\n{"type":', 'line 3: expected a JSON value, received its end'],
    ['[{"type":"a"},\n {"type":Ada}]', 'line 2: expected a JSON value, received "A"'],
    ['[1, 2', 'line 1: expected "]", received its end'],
    [
      toLines([{ ...HEADER, version: 2 }]),
      'line 1: expected a transcript of version 1, received 2',
    ],
    [
      toLines([HEADER, { at: 1, envelope: {} }]),
      'line 2: expected the direction "in" or "out", received undefined',
    ],
    [toLines([HEADER, ['Ada']]), 'line 2: expected an object, received an array'],
  ])('%j is reported with its line, without its content', async (text, message) => {
    const file = await fileWith(text);
    const { code, out, err } = await run(file, ...RINGCX);
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: `${file}: ${message}\nRun jackfield --help for usage.`,
    });
  });

  it.each([
    [[], 'missing required args for command `check-transcript <file>`'],
    [['nowhere.jsonl'], 'nowhere.jsonl: ENOENT'],
    [['a', 'b'], 'Unused args: `b`'],
    [['a', '--out', 'b'], 'Unknown option `--out`'],
  ])('so is %j', async (argv, message) => {
    const { code, err } = await run(...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('so is a transcript of another wire than the one that is named', async () => {
    const schemas = await schemasWith();
    const file = await fileWith(toLines([HEADER]));
    expect(await run(file, '--schemas', schemas, '--wire', 'toy')).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected a transcript of toy, received one of ringcx'),
    });
    expect(await run(file, '--schemas', schemas)).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected a transcript of toy, received one of ringcx'),
    });
  });

  it('so are schemas that are faulty', async () => {
    const schemas = await schemasWith('rules/TYPE_TAKEN');
    const { code, err } = await run(await fileWith('{}'), '--schemas', schemas);
    expect(err).toMatch(/TYPE_TAKEN.+\n1 violation; nothing was checked\.$/);
    expect(code).toBe(2);
  });
});

describe('the schemas, where none are named,', () => {
  const inFolder = async (folder: string): ReturnType<typeof run> => {
    const before = process.cwd();
    const file = await fileWith(toLines([{ type: 'rc-ev-init' }]));
    try {
      process.chdir(folder);
      return await run(file, '--wire', 'ringcx');
    } finally {
      process.chdir(before);
    }
  };

  it('are missing where there is neither a folder of them nor core', async () => {
    expect(await inFolder(await freshFolder())).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /Expected a folder .*schemas, or an installed @jackfield\/core with schemas; found neither/,
      ),
    });
  });

  it('are those of the working folder', async () => {
    const folder = await freshFolder();
    await cp(SCHEMAS, join(folder, 'schemas'), { recursive: true });
    expect(await inFolder(folder)).toMatchObject({ code: 0, err: '' });
  });

  it('or those that an installed core brings', async () => {
    await built('@jackfield/core');
    const folder = await freshFolder();
    const core = here('../../core');
    const installed = join(folder, 'node_modules/@jackfield/core');
    await mkdir(installed, { recursive: true });
    await cp(join(core, 'package.json'), join(installed, 'package.json'));
    // Made by the build, like all that is installed.
    await cp(join(core, 'dist'), join(installed, 'dist'), { recursive: true });
    expect(await inFolder(folder)).toMatchObject({ code: 0, err: '' });
  });
});

describe('the wire, where there are several,', () => {
  const posted = (wire: string, envelope: object): string =>
    toLines([
      { ...HEADER, wire },
      { at: 1, direction: 'in', envelope },
    ]);

  it.each([
    ['ringcx', { type: 'rc-ev-init' }, 'init'],
    ['ringex', { type: 'rc-login-status-notify', loggedIn: true }, 'loginStatus'],
  ])('is the one that the header of a transcript names: %s', async (wire, envelope, name) => {
    const file = await fileWith(posted(wire, envelope));
    const report = await checkTranscript({ file, schemas: SCHEMAS });
    expect(report).toMatchObject({ wire, messages: { [`widget ${name}`]: 1 } });
    expect(remarks(report)).toEqual({});
  });

  it('must be named for a dump', async () => {
    const file = await fileWith(toLines([{ type: 'rc-ev-init' }]));
    expect(await run(file, '--schemas', SCHEMAS)).toMatchObject({
      code: 2,
      err: expect.stringContaining('ringcx, ringex. Select one with --wire.'),
    });
    expect(await run(file, '--schemas', SCHEMAS, '--wire', 'ringcx')).toMatchObject({ code: 0 });
  });
});

/** Each remark, a dump that gives rise to it, and nearly the same one that does not. */
const RULES: readonly {
  readonly name: string;
  readonly dump: readonly unknown[];
  readonly found: object;
  readonly otherwise: readonly unknown[];
}[] = [
  {
    name: 'an unknown push',
    dump: [push('rc-ev-madeUp'), push('rc-ev-init'), push('rc-ev-madeUp', { a: 1 })],
    found: {
      unknownTypes: [
        { type: 'rc-ev-madeUp', from: 'widget', envelope: 'push', count: 2, line: 1 },
        { type: 'rc-ev-init', from: 'widget', envelope: 'push', known: 'init', count: 1, line: 2 },
      ],
    },
    otherwise: [push('rc-ev-sipRegistered'), { type: 'rc-ev-init' }],
  },
  {
    name: 'an unknown request',
    dump: [request('rc-ev-madeUp', {})],
    found: {
      unknownTypes: [
        { type: 'rc-ev-madeUp', from: 'widget', envelope: 'request', count: 1, line: 1 },
      ],
    },
    otherwise: [request('rc-ev-matchCallLogs', ['1'])],
  },
  {
    name: 'an unknown bare message that is named like the wire’s',
    dump: [{ type: 'rc-ev-madeUp' }],
    found: {
      unknownTypes: [{ type: 'rc-ev-madeUp', from: 'widget', envelope: 'bare', count: 1, line: 1 }],
    },
    otherwise: [{ type: 'rc-ev-init' }],
  },
  {
    name: 'an unknown member, by its place, with the types that it has',
    dump: [
      push('rc-ev-loadLeads', {
        leads: [
          { leadId: '1', score: 5 },
          { leadId: '2', score: null },
        ],
        page: [1],
      }),
    ],
    found: {
      unknownMembers: [
        {
          message: 'loadLeads',
          from: 'widget',
          part: 'body',
          pointer: '/leads/*/score',
          types: ['number', 'null'],
          count: 2,
          line: 1,
        },
        {
          message: 'loadLeads',
          from: 'widget',
          part: 'body',
          pointer: '/page',
          types: ['array'],
          count: 1,
          line: 1,
        },
      ],
    },
    otherwise: [push('rc-ev-loadLeads', { leads: [{ leadId: '1', extraData: { score: '5' } }] })],
  },
  {
    name: 'an unknown member of an answer, below keys that are personal',
    dump: [
      request('rc-ev-matchContacts', [{ phoneNumber: '6505550142', callType: 'inbound' }]),
      response({ '6505550142': [{ name: 'Ada', photo: 'x' }] }),
    ],
    found: {
      unknownMembers: [
        {
          message: 'matchContacts',
          from: 'page',
          part: 'result',
          pointer: '/*/*/photo',
          types: ['string'],
          count: 1,
          line: 2,
        },
      ],
    },
    otherwise: [
      request('rc-ev-matchContacts', [{ phoneNumber: '6505550142', callType: 'inbound' }]),
      response({ '6505550142': [{ name: 'Ada' }] }),
    ],
  },
  {
    name: 'an unknown member in a body that should have none, whose name is somebody’s number',
    dump: [push('rc-ev-sipRegistered', { '+16505550142': 1, '6505550142': 1 })],
    found: {
      unknownMembers: [
        {
          message: 'sipRegistered',
          from: 'widget',
          part: 'body',
          pointer: '/*',
          types: ['number'],
          count: 2,
          line: 1,
        },
      ],
    },
    otherwise: [push('rc-ev-sipRegistered')],
  },
  {
    name: 'a value outside an open enumeration, with how often',
    dump: [
      push('rc-ev-newCall', { call: call({ direction: 'CALLBACK' }) }),
      push('rc-ev-newCall', { call: call({ direction: 'CALLBACK' }) }),
      push('rc-ev-newCall', { call: call({ direction: 'inbound' }) }),
    ],
    found: {
      unknownValues: [
        {
          message: 'newCall',
          from: 'widget',
          part: 'body',
          pointer: '/call/direction',
          values: { CALLBACK: 2, inbound: 1 },
          count: 3,
          line: 1,
        },
      ],
    },
    otherwise: [push('rc-ev-newCall', { call: call({ direction: 'INTERNAL' }) })],
  },
  {
    name: 'a message that is only declared',
    dump: [push('rc-ev-pushPresence')],
    found: { declaredOnly: [{ message: 'pushPresence', from: 'widget', count: 1, line: 1 }] },
    otherwise: [push('rc-ev-sipRegistered')],
  },
  {
    name: 'an invalid body, by its place, without the value',
    dump: [push('rc-ev-endCall', { call: call({ id: 7 }) }), push('rc-ev-ringCall')],
    found: {
      invalid: [
        {
          message: 'endCall',
          from: 'widget',
          part: 'body',
          pointer: '/call/id',
          expected: 'string',
          actual: 'number',
          count: 1,
          line: 1,
        },
        {
          message: 'ringCall',
          from: 'widget',
          part: 'body',
          pointer: '',
          expected: "required property 'call'",
          actual: 'nothing',
          count: 1,
          line: 2,
        },
      ],
    },
    otherwise: [push('rc-ev-endCall', { call: call() }), push('rc-ev-endCall')],
  },
  {
    name: 'a choice of types, as one issue',
    dump: [push('rc-ev-loadLeads', { leads: [{ leadId: '1', destination: 7 }] })],
    found: {
      invalid: [
        {
          message: 'loadLeads',
          from: 'widget',
          part: 'body',
          pointer: '/leads/*/destination',
          expected: 'string or array',
          actual: 'number',
          count: 1,
          line: 1,
        },
      ],
    },
    otherwise: [push('rc-ev-loadLeads', { leads: [{ leadId: '1', destination: ['7'] }] })],
  },
  {
    name: 'an invalid answer',
    dump: [request('rc-ev-matchCallLogs', ['1$2']), response({ '1$2': 'yes' })],
    found: {
      invalid: [
        {
          message: 'matchCallLogs',
          from: 'page',
          part: 'result',
          pointer: '/*',
          expected: 'array',
          actual: 'string',
          count: 1,
          line: 2,
        },
      ],
    },
    otherwise: [
      request('rc-ev-matchCallLogs', ['1$2']),
      { ...response('no matter what'), error: 'no database' },
      request('rc-ev-matchCallLogs', ['1$2'], '2'),
      response({ '1$2': [] }, '2'),
    ],
  },
  {
    name: 'an envelope that is none',
    dump: [
      { type: 'MessageTransport-push' },
      { type: 'MessageTransport-request', payload: {} },
      { type: 'MessageTransport-push', payload: { type: 7 } },
      { type: 'MessageTransport-response' },
    ],
    found: {
      malformed: [
        { tag: 'MessageTransport-push', expected: 'an object at /payload', count: 1, line: 1 },
        { tag: 'MessageTransport-request', expected: 'a string at /requestId', count: 1, line: 2 },
        { tag: 'MessageTransport-push', expected: 'a string at /payload/type', count: 1, line: 3 },
        { tag: 'MessageTransport-response', expected: 'a string at /requestId', count: 1, line: 4 },
      ],
    },
    otherwise: [push('rc-ev-sipRegistered')],
  },
  {
    name: 'that there is nothing of the wire in it',
    dump: [{ type: 'webpackOk' }],
    found: { others: 1 },
    otherwise: [{ type: 'rc-ev-init' }],
  },
];

describe('there is something to look at:', () => {
  it.each(RULES)('$name', async ({ dump, found, otherwise }) => {
    expect(remarks(await check(dump))).toEqual(found);
    expect(await run(await fileWith(toLines(dump)), ...RINGCX)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/The schemas do not describe everything\.$/),
    });
    expect(remarks(await check(otherwise))).toEqual({});
    expect(await run(await fileWith(toLines(otherwise)), ...RINGCX)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\n\nThe schemas describe everything\.$/),
    });
  });

  it('a value outside an open enumeration that is personal, which is not printed', async () => {
    const schemas = await schemasWith();
    await edit(schemas, 'shared/thing.json', ({ properties }) => {
      properties.owner['x-open-enum'] = ['nobody'];
      properties.kind = { type: 'string', 'x-open-enum': ['big'] };
    });
    const notice = (owner: string): object => ({
      type: 'push',
      payload: { type: 't-notice', thing: { id: '1', owner, kind: 'small' } },
    });
    const { unknownValues } = await check([notice('Ada'), notice('Grace'), notice('nobody')], {
      schemas,
    });
    expect(unknownValues).toMatchObject([
      { pointer: '/thing/owner', values: { 'a personal value': 2 } },
      { pointer: '/thing/kind', values: { small: 3 } },
    ]);
  });
});

describe('it is only noted', () => {
  it('that messages are between the widget and its adapter script', async () => {
    const state = {
      size: { width: 300, height: 500 },
      minimized: false,
      closed: false,
      position: { translateX: null, translateY: null, minTranslateX: null, minTranslateY: null },
    };
    const found = await check([push('rc-ev-pushAdapterState', state)]);
    expect(remarks(found)).toEqual({
      internal: [{ message: 'pushAdapterState', from: 'widget', count: 1, line: 1 }],
    });
  });

  it('which versions send what is there, by what the widget says alone', async () => {
    const found = await check([
      push('rc-ev-sideWidgetOpenNotify', { open: true, visible: true }),
      push('rc-ev-endCall', { call: call({ duration: 5 }) }),
      push('rc-ev-endCall', { call: call({ duration: 7, segmentId: '1' }) }),
      request('rc-ev-matchContacts', [{ phoneNumber: '1', callType: 'inbound' }]),
      response({ '1': [{ name: 'Ada', profileImageUrl: 'https://acme.example/1.png' }] }),
      push('rc-ev-setSideWidgetExtended', { extended: true }),
    ]);
    expect(found.versions).toEqual({
      possible: ['next'],
      evidence: [
        { what: 'sideWidgetOpenNotify', versions: ['next'], count: 1, line: 1 },
        { what: 'endCall /call/duration', versions: ['next'], count: 2, line: 2 },
        { what: 'endCall /call/segmentId', versions: ['next'], count: 1, line: 3 },
      ],
    });
    expect((await check([push('rc-ev-endCall', { call: call() })])).versions.possible).toEqual([
      '0.x',
      '1.0',
      'next',
    ]);
  });

  it('that no version sends all of it', async () => {
    const schemas = await schemasWith();
    await edit(schemas, 'shared/thing.json', ({ properties }) => {
      properties.old = { type: 'string', 'x-versions': ['1'] };
      properties.young = { type: 'string', 'x-versions': ['2'] };
    });
    const dump = [
      { type: 'push', payload: { type: 't-notice', thing: { id: '1', old: '', young: '' } } },
    ];
    expect((await check(dump, { schemas })).versions.possible).toEqual([]);
    const { out } = await run(await fileWith(toLines(dump)), '--schemas', schemas);
    expect(out).toContain('Versions: no version sends all of these');
  });

  it('that responses are to requests which are not there, and that messages could not be written', async () => {
    const found = await check([
      { type: 'rc-ev-init' },
      response(true),
      { at: 1, origin: WIDGET, skipped: 'cannot be written' },
    ]);
    expect(remarks(found)).toEqual({ strayResponses: 1, lost: 1 });
  });

  it('that a null stands for a number in a dump, since JSON writes NaN so', async () => {
    const found = await check([push('rc-ev-endCall', { call: call({ startTime: null }) })]);
    expect(remarks(found)).toEqual({ nullNumbers: 1 });
    const marked = await check([
      push('rc-ev-endCall', { call: call({ startTime: { $: 'NaN' } }) }),
    ]);
    expect(remarks(marked)).toEqual({});
    const recorded = await check([
      HEADER,
      {
        at: 1,
        direction: 'in',
        envelope: push('rc-ev-endCall', { call: call({ startTime: null }) }),
      },
    ]);
    expect(recorded.invalid).toMatchObject([{ pointer: '/call/startTime', actual: 'null' }]);
  });
});

describe('messages of other scripts', () => {
  it('are counted and left alone', async () => {
    const found = await check([
      { at: 1, origin: WIDGET, data: { type: 'rc-ev-init' } },
      {
        at: 1,
        origin: 'https://ads.example',
        data: { type: 'MessageTransport-push', payload: { type: 'x' } },
      },
      { at: 1, origin: 'https://ads.example', data: { type: 'resize', height: 5 } },
      { at: 1, origin: 'https://ads.example', data: 'setImmediate$0.5$1' },
      { at: 1, origin: 'https://ads.example', data: null },
      { at: 1, origin: 'https://ads.example', data: { $: 'undefined' } },
      { webpackHash: 'abc' },
      'text',
      7,
    ]);
    expect(remarks(found)).toEqual({ others: 8 });
  });

  it('are not those of an origin that has sent a known message of the wire', async () => {
    const origin = 'https://widget.acme.example';
    const strange = { at: 2, origin, data: { type: 'strange' } };
    expect(remarks(await check([strange, { type: 'rc-ev-init' }]))).toEqual({ others: 1 });
    const found = await check([strange, { at: 1, origin, data: { type: 'rc-ev-init' } }]);
    expect(remarks(found)).toMatchObject({ unknownTypes: [{ type: 'strange', envelope: 'bare' }] });
  });
});

describe('a file', () => {
  const entries = [
    { at: 1, origin: WIDGET, data: { type: 'rc-ev-init' } },
    push('rc-ev-madeUp'),
    { at: 1, origin: WIDGET, data: push('rc-ev-madeUp') },
  ];

  it.each([
    ['JSON Lines', toLines(entries), 2],
    [
      'JSON Lines of Windows, with a mark and empty lines',
      `\uFEFF\r\n${toLines(entries).replaceAll('\n', '\r\n\r\n')}`,
      4,
    ],
    ['a JSON array on one line', JSON.stringify(entries), 1],
    ['a JSON array as DevTools copies it', JSON.stringify(entries, undefined, 2), 9],
  ])('may be %s', async (_, text, line) => {
    const found = await checkTranscript({
      file: await fileWith(text),
      schemas: SCHEMAS,
      wire: 'ringcx',
    });
    expect(found.messages).toEqual({ 'widget init': 1 });
    expect(found.unknownTypes).toMatchObject([{ type: 'rc-ev-madeUp', count: 2, line }]);
  });

  it('may contain both directions, in a transcript and in a dump', async () => {
    const report = [
      await check([
        HEADER,
        { at: 1, widget: 'load' },
        {
          at: 1,
          direction: 'out',
          envelope: push('rc-ev-register', { service: { name: 'Acme', beta: true } }),
        },
        { at: 1, direction: 'in', envelope: push('rc-ev-register', {}) },
        {
          at: 1,
          direction: 'out',
          envelope: {
            type: 'MessageTransport-request',
            requestId: '1',
            payload: { type: 'rc-ev-checkPopupWindow' },
          },
        },
        { at: 1, direction: 'in', envelope: response('yes') },
        { end: 'stopped', dropped: 0 },
      ]),
      await check([
        {
          origin: WIDGET,
          direction: 'out',
          data: push('rc-ev-register', { service: { name: 'Acme', beta: true } }),
        },
        { origin: WIDGET, direction: 'in', data: push('rc-ev-register', {}) },
        {
          type: 'MessageTransport-request',
          requestId: '1',
          payload: { type: 'rc-ev-checkPopupWindow' },
        },
        response('yes'),
      ]),
    ];
    for (const found of report) {
      expect(found.messages).toEqual({ 'page register': 1, 'page checkPopupWindow': 1 });
      expect(found.unknownMembers).toMatchObject([{ from: 'page', pointer: '/service/beta' }]);
      expect(found.unknownTypes).toMatchObject([{ from: 'widget', type: 'rc-ev-register' }]);
      expect(found.invalid).toMatchObject([
        { from: 'widget', part: 'result', expected: 'boolean' },
      ]);
    }
  });

  it('may be of a wire with other envelopes', async () => {
    const schemas = here('fixtures/second');
    const found = await check(
      [
        { envelope: 'booth/hello' },
        {
          envelope: 'note',
          topic: 'booth/stripMade',
          strip: { photos: [['a']], price: 4, 'x-ray': 7 },
        },
        { envelope: 'ask', ref: '1', content: { topic: 'booth/priceOf', input: ['strip'] } },
        { envelope: 'reply', ref: '1', output: { strip: ['4'] } },
        { envelope: 'note', content: { topic: 'booth/showText', text: 'hello', font: 'big' } },
        { envelope: 'ask', ref: '2', topic: 'booth/countSheets', tray: 'upper', side: 1 },
        { envelope: 'note' },
        { envelope: 'ask', ref: '3' },
      ],
      { schemas },
    );
    expect(found.messages).toEqual({
      'widget hello': 1,
      'widget stripMade': 1,
      'widget priceOf': 1,
      'page showText': 1,
      'page countSheets': 1,
    });
    expect(found.unknownMembers.map(({ message, pointer }) => [message, pointer])).toEqual([
      ['showText', '/font'],
      ['countSheets', '/side'],
    ]);
    expect(found.invalid.map(({ message, pointer }) => [message, pointer])).toEqual([
      ['stripMade', '/strip/x-ray'],
      ['priceOf', '/*/*'],
    ]);
    expect(found.malformed.map(({ tag, expected }) => [tag, expected])).toEqual([
      ['note', 'a string at /topic'],
      ['ask', 'an object at /content'],
    ]);
  });

  it('may be of a wire whose definitions are a long chain of references', async () => {
    const schemas = await schemasWith();
    await edit(schemas, 'toy/wire.json', (wire) => delete wire['houseRules']);
    const length = 2_000;
    await edit(schemas, 'toy/from-widget/push/notice.json', (schema) => {
      schema['properties'].link = { $ref: '#/definitions/D1' };
      schema['definitions'] = Object.fromEntries(
        Array.from({ length }, (_, index) => [
          `D${index + 1}`,
          index + 1 === length ? { type: 'string' } : { $ref: `#/definitions/D${index + 2}` },
        ]),
      );
    });
    const notice = { type: 't-notice', thing: { id: '1' } };
    const found = await check(
      ['text', 7].map((link) => ({ type: 'push', payload: { ...notice, link } })),
      { schemas },
    );
    expect(found.invalid.map(({ pointer, expected, line }) => [pointer, expected, line])).toEqual([
      ['/link', 'string', 2],
    ]);
  });
});

describe('a transcript', () => {
  const recorded = (envelope: object, outcome?: string): object => ({
    at: 1,
    direction: 'in',
    envelope,
    outcome,
  });

  it('is not invalid for its masks', async () => {
    const found = await check([
      { ...HEADER, personal: 'mask' },
      recorded(push('rc-ev-pushAdapterState', { '‹?›': '‹?›' }), 'ignored'),
      recorded(push('rc-ev-loadLeads', { leads: ['‹?›'] })),
      recorded(push('rc-ev-loadLeads', { leads: '‹?›' })),
      recorded(push('rc-ev-endCall', { call: { '‹?›': '‹?›' } })),
      recorded(push('rc-ev-endCall', { call: call({ direction: '‹?›', startTime: '‹?›' }) })),
      recorded(request('rc-ev-matchContacts', [{ phoneNumber: '‹number›', callType: 'inbound' }])),
      {
        ...recorded(response({ '‹number 1›': [{ name: '‹name›', id: '‹id›' }] })),
        direction: 'out',
      },
    ]);
    expect(remarks(found)).toMatchObject({ internal: [{ message: 'pushAdapterState' }] });
    expect(Object.keys(remarks(found))).toEqual(['internal']);
  });

  it('is invalid for what is wrong beside them', async () => {
    const found = await check([
      HEADER,
      recorded(push('rc-ev-endCall', { call: { ...call({ from: '‹?›' }), to: {} } })),
      recorded(request('rc-ev-matchContacts', [{ phoneNumber: '1', callType: 'inbound' }])),
      { ...recorded(response({ '‹number 1›': [{ id: '‹id›' }] })), direction: 'out' },
    ]);
    expect(found.invalid.map(({ pointer, expected }) => [pointer, expected])).toEqual([
      ['/call/to', "required property 'phoneNumber'"],
      ['/*/*', "required property 'name'"],
    ]);
  });

  it('reports what was invalid when it was recorded, though the value is hidden', async () => {
    const found = await check([
      HEADER,
      recorded(push('rc-ev-endCall', { call: '‹?›' }), 'invalid'),
      recorded(push('rc-ev-endCall', { call: call({ id: 7 }) }), 'invalid'),
    ]);
    expect(found.invalid.map(({ pointer, actual }) => [pointer, actual])).toEqual([
      ['', 'hidden'],
      ['/call/id', 'number'],
    ]);
  });

  it('reports unknown members, with hidden values', async () => {
    const found = await check([
      HEADER,
      recorded(push('rc-ev-sipRegistered', { beta: '‹?›', deep: { '‹?›': '‹?›' }, list: ['‹?›'] })),
    ]);
    expect(found.unknownMembers.map(({ pointer, types }) => [pointer, types])).toEqual([
      ['/beta', ['hidden']],
      ['/deep', ['object']],
      ['/list', ['array']],
    ]);
  });
});

describe('the report', () => {
  it('of a dump of a console reads like this', async () => {
    const { code, out } = await run(here('fixtures/dumps/console.jsonl'), ...RINGCX);
    expect(code).toBe(1);
    await expect(`${out}\n`).toMatchFileSnapshot(here('__goldens__/transcript/console.txt'));
  });

  it('is JSON for machines', async () => {
    const file = here('fixtures/dumps/console.jsonl');
    const { code, out } = await run(file, ...RINGCX, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual(
      await checkTranscript({ file, schemas: SCHEMAS, wire: 'ringcx' }),
    );
  });

  it('holds nothing personal of what it is about', async () => {
    const { out } = await run(here('fixtures/dumps/console.jsonl'), ...RINGCX);
    for (const secret of ['5550142', 'Lovelace', 'Call her', 'state=MTU5', 'ada@'])
      expect(out).not.toContain(secret);
  });

  it('says of a dump with nothing of the wire that there is none', async () => {
    const { code, out } = await run(await fileWith('{"type":"webpackOk"}'), ...RINGCX);
    expect(code).toBe(1);
    expect(out).toContain('No messages of ringcx.');
  });
});
