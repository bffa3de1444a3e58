import { callLog, type CallLogPlugin } from '@jackfield/plugin-calllog';
import {
  createHost as createRingcxHost,
  definePlugin as defineRingcxPlugin,
  type Call,
  type Plugin as RingcxPlugin,
} from '@jackfield/core';
import {
  callsArea,
  contactsArea,
  createHost,
  createRingex,
  definePlugin,
  messagesArea,
} from '@jackfield/ringex';
import { describe, expectTypeOf, test } from 'vitest';

const ringcx = defineRingcxPlugin({ name: 'acme' });
const ringex = definePlugin({ name: 'acme' });
const sms = definePlugin({ name: 'sms', requests: { logMessages: () => ({ data: 'ok' }) } }, [
  messagesArea,
]);

describe('a host of RingEX', () => {
  test('takes plugins for RingCX and for RingEX', () => {
    createHost({ service: 'Acme', protocol: createRingex(), plugins: [ringcx, ringex, callLog()] });
    expectTypeOf<CallLogPlugin>().toExtend<RingcxPlugin>();
  });

  test('takes plugins for its areas only', () => {
    createHost({
      service: 'Acme',
      protocol: createRingex({ areas: [callsArea, messagesArea] }),
      plugins: [sms, ringcx],
    });
    // @ts-expect-error it has no area
    createHost({ service: 'Acme', protocol: createRingex(), plugins: [sms] });
    const protocol = createRingex({ areas: [contactsArea] });
    // @ts-expect-error it has another area
    createHost({ service: 'Acme', protocol, plugins: [sms] });
  });

  test('sends the commands of RingCX, its own, and those of its areas', () => {
    const host = createHost({ service: 'Acme', protocol: createRingex({ areas: [callsArea] }) });
    void host.send('clickToDial', { phoneNumber: '+1' });
    void host.send('startCall', { phoneNumber: '+1', callWith: 'ringcx' });
    void host.send('setAgentState', { state: 'AVAILABLE' });
    // @ts-expect-error of another area
    void host.send('sendSms', { phoneNumber: '+1' });
  });
});

describe('a host of RingCX', () => {
  test('takes no plugin for RingEX', () => {
    // @ts-expect-error it handles what RingCX does not have
    createRingcxHost({ service: 'Acme', plugins: [ringex] });
    // @ts-expect-error the same
    createRingcxHost({ service: 'Acme', plugins: [sms] });
  });
});

describe('a plugin for RingEX', () => {
  test('handles what RingCX has in its words', () => {
    definePlugin({
      name: 'acme',
      requests: {
        logCall({ call, trigger, contact }) {
          expectTypeOf(call).toEqualTypeOf<Call>();
          expectTypeOf(contact?.name).toEqualTypeOf<string | undefined>();
          void trigger;
        },
        viewCallLog: ({ call }) => void call.sessionId,
      },
      pushes: { ringCall: ({ call }) => void call.from.phoneNumber },
    });
    // @ts-expect-error it is ringCall
    definePlugin({ name: 'acme', pushes: { callRing: () => undefined } });
    // @ts-expect-error of an area that was not given
    definePlugin({ name: 'acme', requests: { logMessages: () => undefined } });
  });
});
