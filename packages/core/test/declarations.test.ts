import {
  createHost,
  definePlugin,
  isJackfieldError,
  type ErrorCode,
  type HostOptions,
  type PluginDefinition,
} from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import * as handlers from './handlers.js';
import { createTestWire, startTestHost } from './test-wire.js';

const { transport } = createTestWire();

/** What making a host fails with. Options come from JavaScript authors too, so they are untyped. */
function failureOf(options: unknown): { code: ErrorCode; message: string } {
  try {
    createHost(options as HostOptions);
  } catch (error) {
    if (isJackfieldError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  return expect.fail('expected an error');
}

describe('a host refuses', () => {
  it.each([
    ['no service', { widget: { transport } }, 'expected a name at /service, received undefined'],
    [
      'an empty service, which the widget would ignore',
      { service: '', widget: { transport } },
      'expected a name at /service, received ""',
    ],
    [
      'an origin with a path',
      { service: 'A', widget: { origin: 'https://a.example/app' } },
      'expected an origin such as "https://widget.example.com" at /widget/origin, received "https://a.example/app"',
    ],
    [
      'an origin that ends in a slash',
      { service: 'A', widget: { origin: 'https://a.example/' } },
      'at /widget/origin, received "https://a.example/"',
    ],
    [
      'an origin that is not a URL',
      { service: 'A', widget: { origin: 'acme' } },
      'at /widget/origin, received "acme"',
    ],
    [
      'an origin that is not a string',
      { service: 'A', widget: { origin: 7 } },
      'at /widget/origin, received 7',
    ],
    [
      'a deadline for a request that does not exist',
      { service: 'A', widget: { transport }, deadlines: { logCal: 1 } },
      'createHost: no request "logCal", only logCall, matchCallLogs, matchContacts, viewLead',
    ],
    [
      'a deadline for a name that every object has',
      { service: 'A', widget: { transport }, deadlines: { toString: 1 } },
      'createHost: no request "toString", only logCall',
    ],
    [
      'a misspelt option',
      { service: 'A', widget: { transport }, plugin: [] },
      'createHost: no option "plugin", only service, plugins, widget, deadlines, protocol, clock',
    ],
    [
      'a misspelt option of the widget',
      { service: 'A', widget: { orgin: 'https://a.example' } },
      'createHost: no option of widget "orgin", only origin, frame, transport',
    ],
    [
      'an option that resembles none',
      { service: 'A', widget: { transport }, xyz: 1 },
      'createHost: no option "xyz", only service',
    ],
    [
      'one plugin in place of a list',
      { service: 'A', widget: { transport }, plugins: definePlugin({ name: 'acme' }) },
      'createHost: expected an array of plugins at /plugins, received object',
    ],
    [
      'a deadline at the time-out of the widget',
      { service: 'A', widget: { transport }, deadlines: { logCall: 90_000 } },
      'expected milliseconds below 90000 at /deadlines/logCall, received 90000',
    ],
    [
      'a deadline of nothing',
      { service: 'A', widget: { transport }, deadlines: { logCall: 0 } },
      'at /deadlines/logCall, received 0',
    ],
    [
      'a deadline that is not a number',
      { service: 'A', widget: { transport }, deadlines: { logCall: 'soon' } },
      'at /deadlines/logCall, received "soon"',
    ],
  ])('%s', (_, options, message) => {
    const failure = failureOf(options);
    expect(failure.code).toBe('BAD_OPTION');
    expect(failure.message).toContain(message);
  });

  it.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a plain object, which nobody has checked', { name: 'acme' }, 'object'],
    ['a function that makes one', () => ({ name: 'acme' }), 'a function; call it'],
    ['a module that is still loading', Promise.resolve({}), 'a Promise; await it'],
    [
      'a plugin of another protocol',
      { name: 'acme', [Symbol.for('jackfield.plugin')]: 'other' },
      '"other"',
    ],
  ])('%s as a plugin', async (_, plugin, got) => {
    const message = (where: string): string =>
      `Plugin: expected a plugin from definePlugin for ringcx at ${where}, received ${got}`;
    const plugins = [definePlugin({ name: 'good' }), plugin];
    expect(failureOf({ service: 'A', widget: { transport }, plugins })).toEqual({
      code: 'BAD_PLUGIN',
      message: message('/plugins/1'),
    });
    const { host } = await startTestHost();
    expect(() => host.add(plugin as never)).toThrow(message('/'));
  });

  it('two plugins of one name', async () => {
    const twice = [definePlugin({ name: 'acme' }), definePlugin({ name: 'acme' })];
    expect(failureOf({ service: 'A', widget: { transport }, plugins: twice })).toEqual({
      code: 'DUPLICATE_PLUGIN',
      message: 'Plugin "acme": already in the host of "A"',
    });
    const { host } = await startTestHost({ plugins: [definePlugin({ name: 'acme' })] });
    expect(() => host.add(definePlugin({ name: 'acme' }))).toThrow('already in the host of');
  });

  it('a plugin once it is closed', async () => {
    const { host } = await startTestHost();
    await host.close();
    expect(() => host.add(definePlugin({ name: 'acme' }))).toThrow(
      'The host of "Acme CRM" is closed',
    );
  });
});

it('definePlugin accepts a module whose exports are the handlers', () => {
  const { requests } = definePlugin({ name: 'a', requests: handlers });
  expect(requests?.logCall).toBe(handlers.logCall);
});

describe('definePlugin refuses', () => {
  const define = (definition: unknown): unknown => definePlugin(definition as PluginDefinition);

  it.each([
    ['nothing', undefined, 'Plugin: expected a definition at /, received undefined'],
    ['null', null, 'a definition at /, received null'],
    ['a Map', new Map(), 'a definition at /, received a Map; use a plain object'],
    [
      'a plugin that is still loading',
      Promise.resolve({}),
      'a definition at /, received a Promise; await it',
    ],
    [
      'a plugin without a name',
      {},
      'Plugin: expected a non-empty string at /name, received undefined',
    ],
    ['a plugin with an empty name', { name: '' }, 'at /name, received ""'],
    [
      'a member that a plugin does not have',
      { name: 'a', request: {} },
      'Plugin "a": no member "request"; did you mean "requests"?',
    ],
    [
      'requests that are a string',
      { name: 'a', requests: 'logCall' },
      'Plugin "a": expected an object at /requests, received "logCall"',
    ],
    [
      'requests that are null',
      { name: 'a', requests: null },
      'expected an object at /requests, received null',
    ],
    [
      'a Map of handlers',
      { name: 'a', requests: new Map([['logCall', () => 'ok']]) },
      '/requests, received a Map; use a plain object',
    ],
    ['a list of handlers', { name: 'a', pushes: [] }, '/pushes, received array of 0'],
    [
      'handlers that are still loading',
      { name: 'a', requests: Promise.resolve({}) },
      '/requests, received a Promise; await it',
    ],
    [
      'a handler that is not a function',
      { name: 'a', requests: { logCall: 'log' } },
      'Plugin "a": expected a function at /requests/logCall, received "log"',
    ],
    [
      'a listener that is an array',
      { name: 'a', pushes: { ringCall: [] } },
      'expected a function at /pushes/ringCall, received array of 0',
    ],
    [
      'a set-up that is not a function',
      { name: 'a', setup: true },
      'Plugin "a": expected a function at /setup, received boolean',
    ],
  ])('%s', (_, plugin, message) => {
    expect(() => define(plugin)).toThrow(message);
    expect(() => define(plugin)).toThrow(expect.objectContaining({ code: 'BAD_PLUGIN' }));
  });

  it.each([
    [
      'a request',
      { requests: { logcall: () => 'ok' } },
      'no message of ringcx at /requests/logcall; did you mean "logCall"?',
    ],
    [
      'an invalid handler',
      { invalid: { zzzzzzzz: () => undefined } },
      'no message of ringcx at /invalid/zzzzzzzz',
    ],
    [
      'a push',
      { pushes: { ringcall: () => undefined } },
      'no message of ringcx at /pushes/ringcall; did you mean "ringCall"?',
    ],
    [
      'a name with letters that take two units',
      { requests: { 'logCall😀': (): string => 'ok' } },
      'no message of ringcx at /requests/logCall😀; did you mean "logCall"?',
    ],
    [
      'a push where a request stands',
      { pushes: { logCall: () => undefined } },
      'no message of ringcx at /pushes/logCall; it is a request',
    ],
    [
      'a request where a push stands',
      { requests: { ringCall: () => undefined } },
      'no message of ringcx at /requests/ringCall; it is a push',
    ],
    [
      'a name that every object has',
      { requests: { toString: (): string => 'ok' } },
      'no message of ringcx at /requests/toString',
    ],
    [
      'a message between the widget and its adapter',
      { pushes: { pushAdapterState: () => undefined } },
      'no message of ringcx at /pushes/pushAdapterState',
    ],
  ])('%s that no schema defines, and names the nearest', (_, members, message) => {
    const bad = { name: 'acme', ...members };
    expect(() => define(bad)).toThrow(`Plugin "acme": ${message}`);
    expect(() => define(bad)).toThrow(expect.objectContaining({ code: 'UNKNOWN_MESSAGE' }));
  });
});

describe('a plugin', () => {
  it('is frozen, so that a declaration cannot change after its capabilities were registered', () => {
    expect(Object.isFrozen(definePlugin({ name: 'acme' }))).toBe(true);
  });

  it('may leave a handler undefined, which declares nothing', async () => {
    const { host } = await startTestHost({
      plugins: [definePlugin({ name: 'acme', requests: { logCall: undefined as never } })],
    });
    expect(host.capabilities).toEqual([]);
  });

  it('that fails in its set-up is reported, stays, and does not stop the others', async () => {
    const ran: string[] = [];
    const { events, host } = await startTestHost({
      plugins: [
        {
          name: 'bad',
          setup: () => {
            throw new Error('no database');
          },
          requests: { logCall: () => 'ok' },
        },
        { name: 'worse', setup: () => Promise.reject(new Error('no network')) },
        { name: 'good', setup: () => void ran.push('good') },
      ],
    });
    expect(events.failed.map(({ plugin, error }) => [plugin, error.message, error.cause])).toEqual([
      ['bad', 'setup failed in plugin "bad"', new Error('no database')],
      ['worse', 'setup failed in plugin "worse"', new Error('no network')],
    ]);
    expect(ran).toEqual(['good']);
    expect(host.capabilities).toEqual(['callLoggerEnabled']);
  });

  it('is set up with its service and a signal, and cleaned up in reverse order', async () => {
    const story: string[] = [];
    const make = (name: string) =>
      definePlugin({
        name,
        setup({ service, signal }) {
          story.push(`${name} for ${service}`);
          signal.addEventListener('abort', () => story.push(`${name} aborted`));
          return async () => {
            await Promise.resolve();
            story.push(`${name} gone`);
          };
        },
      });
    const { host } = await startTestHost({ plugins: [make('a'), make('b')] });
    await host.close();
    expect(story).toEqual([
      'a for Acme CRM',
      'b for Acme CRM',
      'b aborted',
      'b gone',
      'a aborted',
      'a gone',
    ]);
  });

  it('that fails in its clean-up is reported, and the others are cleaned up all the same', async () => {
    const gone: string[] = [];
    const { host, events } = await startTestHost({
      plugins: [
        { name: 'first', setup: () => () => void gone.push('first') },
        {
          name: 'second',
          setup: () => () => {
            throw new Error('stuck');
          },
        },
      ],
    });
    await host.close();
    expect(gone).toEqual(['first']);
    expect(events.failed.map(({ error }) => [error.message, error.cause])).toEqual([
      ['clean-up failed in plugin "second"', new Error('stuck')],
    ]);
  });

  it('is not set up at all when the host is closed before it could be', async () => {
    let ran = false;
    const host = createHost({
      service: 'A',
      widget: { transport },
      plugins: [
        definePlugin({
          name: 'a',
          setup: () => {
            ran = true;
          },
        }),
      ],
    });
    await host.close();
    expect(ran).toBe(false);
  });
});
