import { protocol as ringcx, envelopes } from '@jackfield/core/ringcx';
import { record, replay } from '@jackfield/testing';
import { expect, it } from 'vitest';
import { crm, type Line, openLine, startWith } from './support.js';

const ROLES = [{}, { ready: ['init'] }, { register: 'register' }, ringcx.roles] as const;

/** What happens before a recording begins. */
const BEFORE = {
  'there is no widget': async () => undefined,
  'it is being loaded': async () => undefined,
  'its document loads': ({ emit }: Line) => emit({ type: 'loading' }),
  'it was loaded': ({ emit }: Line) => emit({ type: 'load' }),
  'it listens': async ({ emit, clock }: Line) => {
    await emit({ type: 'load' });
    await clock.advance(3_000);
  },
  'it sent a message': async ({ emit, push }: Line) => {
    await emit({ type: 'loading' });
    await push('rc-ev-sipRegistered', {});
  },
} as const;

/** What happens first in the recording. */
const FIRST = {
  'an init': async ({ post }: Line) => post({ type: 'rc-ev-init' }),
  'a request': async ({ ask }: Line) =>
    ask('rc-ev-matchContacts', [{ phoneNumber: '6505550142', callType: 'inbound' }], '1'),
  'a message that no schema knows': async ({ push }: Line) => push('rc-ev-madeUp', {}),
  'a load': async ({ emit }: Line) => emit({ type: 'load' }),
  'a command': async ({ clock }: Line) => clock.advance(2_000),
  'nothing but a command': async ({ clock }: Line) => clock.advance(2_000),
} as const;

const CASES = ROLES.flatMap((roles) =>
  Object.keys(BEFORE).flatMap((before) =>
    Object.keys(FIRST).map((first) => ({ roles, before, first })),
  ),
);

it.each(CASES)(
  'a recording that begins when $before, with $first, is replayed on a wire with the roles $roles',
  async ({ roles, before, first }) => {
    const wire = { protocol: { ...ringcx, roles }, envelopes };
    const start = startWith(crm(), { protocol: wire.protocol });
    // Then the first recording of a line begins.
    const isEarly = before === 'it is being loaded';
    const line = await openLine(start, { wire, load: isEarly });
    await BEFORE[before as keyof typeof BEFORE](line);
    const tape = isEarly ? line.tape : record(line.host, { wire });
    await FIRST[first as keyof typeof FIRST](line);
    const sent = line.host
      .send('clickToDial', { phoneNumber: '6505550143' })
      .catch(() => undefined);
    await line.clock.advance(0);
    if (first !== 'nothing but a command') await line.push('rc-ev-sipRegistered', {});
    await line.clock.advance(5_000);
    tape.stop();
    await line.host.close();
    await sent;
    const { differences, text } = await replay(tape.text(), start, { wire });
    expect(differences, `${text()}\n${tape.text()}`).toEqual([]);
  },
);
