import { createHost, definePlugin } from '@jackfield/core';
import { describe, expect, it, vi } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { createTestWire, LOG, QUERY, startTestHost } from './test-wire.js';

const logger = definePlugin({ name: 'logger', requests: { logCall: () => 'ok' } });
const matcher = definePlugin({
  name: 'matcher',
  requests: { matchContacts: () => ({}), matchCallLogs: () => ({}) },
});
const leads = definePlugin({
  name: 'leads',
  requests: { viewLead: () => 'ok', logCall: () => 'ok' },
});

describe('a host does not register', () => {
  it('while there is no widget', async () => {
    const { wire, host } = await startTestHost(
      { plugins: [logger] },
      createTestWire({ load: false }),
    );
    expect(wire.services()).toEqual([]);
    expect(host.state).toBe('waiting');
  });

  it('while the widget loads, and does as soon as it has', async () => {
    const { wire, host, events } = await startTestHost(
      { plugins: [logger] },
      createTestWire({ load: false }),
    );
    wire.emit({ type: 'loading' });
    await settle();
    expect(wire.services()).toEqual([]);
    expect(host.state).toBe('loading');
    wire.emit({ type: 'load' });
    await settle();
    expect(wire.services()).toHaveLength(1);
    expect(events.state.map(({ state }) => state)).toEqual(['loading', 'registered']);
  });

  it('because of a message that is not of its protocol', async () => {
    const { wire } = await startTestHost({ plugins: [logger] }, createTestWire({ load: false }));
    wire.emit({ type: 'loading' });
    await wire.bare({ type: 'webpackHotUpdate' });
    await wire.push('rc-ev-madeUp');
    expect(wire.services()).toEqual([]);
  });

  it('after the widget is gone', async () => {
    const { wire, host } = await startTestHost({ plugins: [logger] });
    wire.emit({ type: 'gone' });
    host.add(matcher);
    await settle();
    expect(wire.services()).toHaveLength(1);
    expect(host.state).toBe('waiting');
  });

  it('once it is closed, whatever the widget does', async () => {
    const { wire, host } = await startTestHost({ plugins: [logger] });
    await host.close();
    const count = wire.services().length;
    wire.emit({ type: 'load' });
    await wire.bare({ type: 'rc-ev-init' });
    expect(wire.services()).toHaveLength(count);
    expect(host.state).toBe('closed');
  });
});

describe('a host registers', () => {
  it('one service with the union of all plugins’ flags, and no other flag', async () => {
    const { wire, host, events } = await startTestHost({ plugins: [logger, matcher, leads] });
    expect(wire.posted).toEqual([
      {
        type: 'MessageTransport-push',
        payload: {
          type: 'rc-ev-register',
          service: {
            name: 'Acme CRM',
            callLoggerEnabled: true,
            callLogMatcherEnabled: true,
            contactMatcherEnabled: true,
            leadViewerEnabled: true,
          },
        },
      },
    ]);
    expect(host.capabilities).toEqual([
      'callLogMatcherEnabled',
      'callLoggerEnabled',
      'contactMatcherEnabled',
      'leadViewerEnabled',
    ]);
    expect(events.registered).toEqual([{ service: 'Acme CRM', capabilities: host.capabilities }]);
  });

  it('a name alone when no plugin handles a request, since an older registration may outlive its page', async () => {
    const { wire } = await startTestHost({
      plugins: [{ name: 'pop', pushes: { ringCall: () => undefined } }],
    });
    expect(wire.services()).toEqual([{ name: 'Acme CRM' }]);
  });

  it('again at every init, with the same name and flags', async () => {
    const { wire } = await startTestHost({ plugins: [logger] });
    await wire.bare({ type: 'rc-ev-init' });
    await wire.bare({ type: 'rc-ev-init' });
    expect(wire.services()).toEqual(
      Array.from({ length: 3 }, () => ({ name: 'Acme CRM', callLoggerEnabled: true })),
    );
  });

  it('once for a burst: an init that comes before the load registers at once, and only once', async () => {
    const { wire } = await startTestHost({ plugins: [logger] }, createTestWire({ load: false }));
    wire.emit({ type: 'loading' });
    await wire.bare({ type: 'rc-ev-init' });
    expect(wire.services()).toHaveLength(1);
  });

  it('once for a load and a message of one task', async () => {
    const { wire } = await startTestHost({ plugins: [logger] }, createTestWire({ load: false }));
    wire.emit({ type: 'load' });
    wire.emit({ type: 'message', data: { type: 'rc-ev-init' } });
    await settle();
    expect(wire.services()).toHaveLength(1);
  });

  it('again at every load', async () => {
    const { wire, events } = await startTestHost({ plugins: [logger] });
    wire.emit({ type: 'load' });
    await settle();
    expect(wire.services()).toHaveLength(2);
    expect(events.state.map(({ state }) => state)).toEqual(['registered', 'loading', 'registered']);
  });

  it('again when another widget comes in the place of the one that went', async () => {
    const { wire, host } = await startTestHost({ plugins: [logger] });
    wire.emit({ type: 'gone' });
    wire.emit({ type: 'load' });
    await settle();
    expect(wire.services()).toHaveLength(2);
    expect(host.state).toBe('registered');
  });

  it('once for several plugins that are added together, and again when one is removed', async () => {
    const { wire, host } = await startTestHost();
    const remove = host.add(logger);
    host.add(matcher);
    await settle();
    expect(wire.services()).toHaveLength(2);
    expect(wire.services()[1]).toEqual({
      name: 'Acme CRM',
      callLoggerEnabled: true,
      callLogMatcherEnabled: true,
      contactMatcherEnabled: true,
    });
    await remove();
    expect(wire.services()[2]).toEqual({
      name: 'Acme CRM',
      callLogMatcherEnabled: true,
      contactMatcherEnabled: true,
    });
    await remove();
    expect(wire.services()).toHaveLength(3);
  });

  it('before it answers, when a request is the first sign of the widget', async () => {
    const { wire } = await startTestHost({ plugins: [logger] }, createTestWire({ load: false }));
    wire.emit({ type: 'loading' });
    const id = await wire.ask('rc-ev-logCall', LOG);
    expect(wire.services()).toHaveLength(1);
    expect(wire.responses(id)).toHaveLength(1);
  });

  it('for the plugins it was made with even if the transport brings a message while it subscribes', async () => {
    const wire = createTestWire({ load: false });
    const { services } = wire;
    const host = createHost({
      service: 'Acme CRM',
      plugins: [logger],
      widget: {
        transport: {
          send: (envelope) => wire.transport.send(envelope),
          subscribe(listener) {
            listener({ type: 'message', data: { type: 'rc-ev-init' } });
            return () => undefined;
          },
        },
      },
    });
    await settle();
    expect(services()).toEqual([{ name: 'Acme CRM', callLoggerEnabled: true }]);
    expect(host.state).toBe('registered');
  });

  it('and reports when it could not', async () => {
    const { events } = await startTestHost({
      plugins: [logger],
      widget: {
        transport: {
          send: () => {
            throw new Error('the frame is gone');
          },
          subscribe(listener) {
            listener({ type: 'load' });
            return () => undefined;
          },
        },
      },
    });
    expect(events.failed.map(({ error }) => [error.code, error.message])).toEqual([
      ['SEND_FAILED', 'register was not sent: posting failed'],
    ]);
  });
});

describe('a request', () => {
  it('that this host never registered stays unanswered, valid or not, and is reported', async () => {
    const { wire, events } = await startTestHost({ plugins: [logger] });
    const valid = await wire.ask('rc-ev-matchContacts', QUERY);
    const invalid = await wire.ask('rc-ev-matchContacts', 'nonsense');
    expect([...wire.responses(valid), ...wire.responses(invalid)]).toEqual([]);
    expect(events.unhandled).toEqual([
      {
        kind: 'request',
        name: 'matchContacts',
        wireType: 'rc-ev-matchContacts',
        requestId: valid,
        reason: 'not-registered',
      },
      {
        kind: 'request',
        name: 'matchContacts',
        wireType: 'rc-ev-matchContacts',
        requestId: invalid,
        reason: 'not-registered',
      },
    ]);
    expect(events.message.filter(({ outcome }) => outcome === 'unhandled')).toHaveLength(2);
  });

  it('of an unknown type stays unanswered and is reported', async () => {
    const { wire, events } = await startTestHost({ plugins: [logger] });
    const id = await wire.ask('rc-ev-madeUp', {});
    expect(wire.responses(id)).toEqual([]);
    expect(events.unhandled).toEqual([
      { kind: 'request', wireType: '‹?›', requestId: id, reason: 'unknown-type' },
    ]);
  });

  it('for a plugin just removed is answered at once with an error', async () => {
    const { wire, host, events } = await startTestHost();
    await host.add(logger)();
    await settle();
    host.add(logger);
    await settle();
    const remove = host.add(definePlugin({ name: 'other', requests: { viewLead: () => 'ok' } }));
    await settle();
    await remove();
    const id = await wire.ask('rc-ev-viewLead', { leadId: '1' });
    expect(wire.responses(id).map(({ error }) => error)).toEqual([
      'viewLead: no plugin handles it',
    ]);
    expect(events.unhandled.map(({ reason }) => reason)).toEqual(['no-handler']);
  });

  it('that was under way when its plugin was removed is finished and answered, and only then is the plugin cleaned up', async () => {
    const story: string[] = [];
    let finish = (): void => undefined;
    const { wire, host } = await startTestHost();
    const remove = host.add(
      definePlugin({
        name: 'slow',
        setup: () => () => void story.push('cleaned up'),
        requests: {
          logCall: () =>
            new Promise((resolve) => {
              finish = () => {
                story.push('logged');
                resolve('ok');
              };
            }),
        },
      }),
    );
    await settle();
    const id = await wire.ask('rc-ev-logCall', LOG);
    const removed = remove();
    await settle();
    expect(story).toEqual([]);
    finish();
    await removed;
    expect(wire.responses(id)).toHaveLength(1);
    expect(wire.responses(id)[0]?.result).toBe('ok');
    expect(story).toEqual(['logged', 'cleaned up']);
  });
});

describe('the hosts of one service in several tabs', () => {
  it('register again when one of them has closed, and no other service does', async () => {
    const [leaving, staying, stranger] = await Promise.all([
      startTestHost({ plugins: [logger] }),
      startTestHost({ plugins: [logger] }),
      startTestHost({ plugins: [logger], service: 'Another' }),
    ]);
    await leaving.host.close();
    // The channel between tabs delivers when it likes.
    await vi.waitUntil(
      async () => {
        await staying.clock.advance(1_000);
        return staying.wire.services().length > 1;
      },
      { timeout: 20_000 },
    );
    await stranger.clock.advance(1_000);
    expect(leaving.wire.services()).toEqual([
      { name: 'Acme CRM', callLoggerEnabled: true },
      { name: 'Acme CRM' },
    ]);
    expect(staying.wire.services()).toHaveLength(2);
    expect(stranger.wire.services()).toHaveLength(1);
    await Promise.all([staying.host.close(), stranger.host.close()]);
  });
});
