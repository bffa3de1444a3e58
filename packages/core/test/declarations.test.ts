import {
  createHost,
  definePlugin,
  isJackfieldError,
  type ErrorCode,
  type HostOptions,
} from '@jackfield/core';
import { describe, expect, it } from 'vitest';
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
  throw new Error('the host was made');
}

const withPlugin = (plugin: unknown): unknown => ({
  service: 'Acme',
  widget: { transport },
  plugins: [plugin],
});

describe('a host refuses', () => {
  it.each([
    ['no options', undefined, 'expected an object of options, got undefined'],
    [
      'no service',
      { widget: { transport } },
      'expected a non-empty string at /service, got undefined',
    ],
    [
      'an empty service, which the widget would ignore',
      { service: '', widget: { transport } },
      'at /service, got ""',
    ],
    [
      'plugins that are no array',
      { service: 'A', plugins: {} },
      'expected an array at /plugins, got object',
    ],
    [
      'an origin with a path',
      { service: 'A', widget: { origin: 'https://a.example/app' } },
      'expected an origin such as "https://widget.example.com" at /widget/origin, got "https://a.example/app"',
    ],
    [
      'an origin that is no URL',
      { service: 'A', widget: { origin: 'acme' } },
      'at /widget/origin, got "acme"',
    ],
    [
      'an origin that is no string',
      { service: 'A', widget: { origin: 7 } },
      'at /widget/origin, got number',
    ],
    [
      'a deadline for a request that does not exist',
      { service: 'A', widget: { transport }, deadlines: { logCal: 1 } },
      'no request named "logCal" (at /deadlines/logCal); did you mean "logCall"?',
    ],
    [
      'a deadline at the time-out of the widget',
      { service: 'A', widget: { transport }, deadlines: { logCall: 90_000 } },
      'above 0 and below 90000 at /deadlines/logCall, got 90000',
    ],
    [
      'a deadline that is no number',
      { service: 'A', widget: { transport }, deadlines: { logCall: '5' } },
      'at /deadlines/logCall, got 5',
    ],
  ])('%s', (_, options, message) => {
    const failure = failureOf(options);
    expect(failure.code).toBe('BAD_OPTION');
    expect(failure.message).toContain(message);
  });

  it.each([
    ['nothing', undefined, 'Plugin: expected an object, got undefined'],
    ['null', null, 'Plugin: expected an object, got null'],
    ['a plugin without a name', {}, 'Plugin: expected a non-empty string as name, got undefined'],
    [
      'a plugin with an empty name',
      { name: '' },
      "Plugin: expected a non-empty string as name, got ''",
    ],
    [
      'a member that a plugin does not have',
      { name: 'a', request: {} },
      'Plugin "a": expected one of name, setup, requests, invalid, pushes, got /request; did you mean "requests"?',
    ],
    ['a member that is like none', { name: 'a', zzzzzzzzzz: {} }, 'got /zzzzzzzzzz'],
    [
      'requests that are no object',
      { name: 'a', requests: 'logCall' },
      'Plugin "a": expected an object at /requests, got string',
    ],
    [
      'requests that are null',
      { name: 'a', requests: null },
      'expected an object at /requests, got null',
    ],
    [
      'a handler that is no function',
      { name: 'a', requests: { logCall: 'log' } },
      'Plugin "a": expected a function at /requests/logCall, got string',
    ],
    [
      'a listener that is an array',
      { name: 'a', pushes: { ringCall: [] } },
      'expected a function at /pushes/ringCall, got array',
    ],
    [
      'a set-up that is no function',
      { name: 'a', setup: true },
      'Plugin "a": expected a function at /setup, got boolean',
    ],
  ])('%s as a plugin', (_, plugin, message) => {
    const failure = failureOf(withPlugin(plugin));
    expect(failure.code).toBe('BAD_PLUGIN');
    expect(failure.message).toContain(message);
    expect(() => definePlugin(plugin as never)).toThrow(message);
  });

  it.each([
    [
      'a request',
      { requests: { logcall: () => 'ok' } },
      'the protocol has no request named "logcall" (at /requests/logcall); did you mean "logCall"?',
    ],
    [
      'an invalid handler',
      { invalid: { nothing: () => undefined } },
      'the protocol has no request named "nothing" (at /invalid/nothing)',
    ],
    [
      'a push',
      { pushes: { ringcall: () => undefined } },
      'the protocol has no push named "ringcall" (at /pushes/ringcall); did you mean "ringCall"?',
    ],
    [
      'a name that every object has',
      { requests: { toString: () => 'ok' } },
      'no request named "toString"',
    ],
    [
      'a message between the widget and its adapter',
      { pushes: { pushAdapterState: () => undefined } },
      'no push named "pushAdapterState"',
    ],
  ])('%s that no schema defines, with the nearest name', (_, members, message) => {
    const failure = failureOf(withPlugin({ name: 'acme', ...members }));
    expect(failure.code).toBe('UNKNOWN_MESSAGE');
    expect(failure.message).toContain(`Plugin "acme": `);
    expect(failure.message).toContain(message);
  });

  it('two plugins of one name', async () => {
    const twice = [definePlugin({ name: 'acme' }), definePlugin({ name: 'acme' })];
    expect(failureOf({ service: 'A', widget: { transport }, plugins: twice })).toEqual({
      code: 'DUPLICATE_PLUGIN',
      message: 'Plugin "acme": the host of "A" has a plugin of that name',
    });
    const { host } = await startTestHost({ plugins: [definePlugin({ name: 'acme' })] });
    expect(() => host.add(definePlugin({ name: 'acme' }))).toThrow('has a plugin of that name');
  });

  it('a plugin once it is closed', async () => {
    const { host } = await startTestHost();
    await host.close();
    expect(() => host.add(definePlugin({ name: 'acme' }))).toThrow(
      'Plugin "acme": the host of "Acme CRM" is closed',
    );
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

  it('that fails in its set-up is told, stays, and does not stop the others', async () => {
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
    expect(events.failed.map(({ plugin, error }) => [plugin, error.message])).toEqual([
      ['bad', 'setup failed in plugin "bad": no database'],
      ['worse', 'setup failed in plugin "worse": no network'],
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

  it('that fails in its clean-up is told, and the others are cleaned up all the same', async () => {
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
    expect(events.failed.map(({ error }) => error.message)).toEqual([
      'clean-up failed in plugin "second": stuck',
    ]);
  });

  it('is not set up at all when the host is closed before it could be', async () => {
    let ran = false;
    const host = createHost({
      service: 'A',
      widget: { transport },
      plugins: [
        {
          name: 'a',
          setup: () => {
            ran = true;
          },
        },
      ],
    });
    await host.close();
    expect(ran).toBe(false);
  });
});
