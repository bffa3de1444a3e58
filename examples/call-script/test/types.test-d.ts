import { createHost, definePlugin, type Host, type Plugin } from '@jackfield/core';
import { callScript, type CallScriptMessages, type Note } from 'acme-call-script';
import { describe, expectTypeOf, test } from 'vitest';

const script = createHost({ service: 'Acme desk', protocol: callScript });
const ringcx = definePlugin({ name: 'log', requests: { logCall: () => 'ok' } });
const suggest = definePlugin(
  { name: 'suggest', requests: { suggestAnswers: () => ({}) } },
  callScript,
);

describe('a host of the call script', () => {
  test('is one of its messages', () => {
    expectTypeOf(script).toEqualTypeOf<Host<CallScriptMessages>>();
    expectTypeOf(suggest).toEqualTypeOf<Plugin<CallScriptMessages>>();
  });

  test('has no place for plugins of RingCX, nor RingCX for its plugins', () => {
    // @ts-expect-error the panel asks for no call log
    createHost({ service: 'Acme desk', protocol: callScript, plugins: [ringcx] });
    // @ts-expect-error nor later
    script.add(ringcx);
    // @ts-expect-error the phone asks for no suggestions
    createHost({ service: 'Acme CRM', plugins: [suggest] });
  });

  test('sends what the panel knows, and nothing of the phone', () => {
    void script.send('showScript', { callId: '7', direction: 'INBOUND' });
    void script.send('hideScript');
    // @ts-expect-error a script does not dial
    void script.send('clickToDial', { phoneNumber: '+16505550142' });
    // @ts-expect-error who calls?
    void script.send('showScript', { callId: '7' });
    // @ts-expect-error there are two directions
    void script.send('showScript', { callId: '7', direction: 'INTERNAL' });
  });

  test('asks for notes', () => {
    expectTypeOf(script.request('readNotes', { callId: '7' })).toEqualTypeOf<
      Promise<readonly Note[]>
    >();
    // @ts-expect-error of which call?
    void script.request('readNotes');
    // @ts-expect-error the phone is asked this
    void script.request('checkPopupWindow');
  });

  test('takes deadlines of its own requests', () => {
    createHost({ service: 'Acme desk', protocol: callScript, deadlines: { findCustomer: 500 } });
    // @ts-expect-error the phone asks that
    createHost({ service: 'Acme desk', protocol: callScript, deadlines: { logCall: 500 } });
  });
});

describe('a plugin of the call script', () => {
  test('declares its messages and gives what they want', () => {
    definePlugin(
      {
        name: 'acme',
        requests: {
          findCustomer({ callId }) {
            expectTypeOf(callId).toBeString();
            return { name: 'Ada', segment: 'a kind that is not known yet' };
          },
        },
        pushes: {
          noteTaken: ({ note }) => void expectTypeOf(note).toEqualTypeOf<Note>(),
        },
      },
      callScript,
    );
    // @ts-expect-error a customer has a name
    definePlugin({ name: 'acme', requests: { findCustomer: () => ({}) } }, callScript);
    // @ts-expect-error the panel asks for no call log
    definePlugin({ name: 'acme', requests: { logCall: () => 'ok' } }, callScript);
  });
});
