import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert, property } from 'fast-check';
import { createHost } from '@jackfield/core';
import { createWidget, record, type Tape } from '@jackfield/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkTranscript, type TranscriptReport } from '../../../codegen/src/index.js';
import { fromJson as readByCommand } from '@jackfield/plugin-kit/special-values';
import { toJson } from '@jackfield/plugin-kit/special-values';
import { crm, openLine, recordCall } from './support.js';
import { anyValue } from './values.js';

const SCHEMAS = fileURLToPath(new URL('../../../../schemas', import.meta.url));

async function check({ text }: Pick<Tape, 'text'>): Promise<TranscriptReport> {
  const folder = await mkdtemp(join(tmpdir(), 'jackfield-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'calls.jsonl');
  await writeFile(file, text());
  return checkTranscript({ file, schemas: SCHEMAS });
}

const NOTHING = {
  unknownTypes: [],
  unknownMembers: [],
  unknownValues: [],
  declaredOnly: [],
  invalid: [],
  malformed: [],
  others: 0,
  strayResponses: 0,
};

describe('jackfield check-transcript', () => {
  it.each(['0.x', '1.0', 'next'] as const)(
    'finds nothing unknown in what is recorded of the widget %s, masked or not',
    async (version) => {
      const widget = createWidget({ version, leads: [{ leadId: '7', destination: '6505550142' }] });
      const { transport, clock } = widget;
      const host = createHost({
        service: 'Acme CRM',
        plugins: crm({ matchContacts: () => ({ '6505550142': [{ name: 'Ada', id: 7 }] }) }),
        widget: { transport },
        clock,
      });
      const tapes = (['mask', 'pseudonym'] as const).map((personal) => record(host, { personal }));
      await widget.inboundCall({ from: '6505550142' });
      await widget.answer();
      await widget.hangUp();
      await widget.submitDisposition({ notes: 'Wants a call back' });
      await widget.getLeads();
      await host.send('clickToDial', { phoneNumber: '+16505550142' });
      const asked = host.request('checkPopupWindow');
      // 0.x takes most of a second for it.
      await clock.advance(1_000);
      await asked;
      await host.close();
      widget.close();
      for (const tape of tapes) {
        const found = await check(tape);
        expect(found).toMatchObject(NOTHING);
        expect(found.versions.possible).toContain(version);
        expect(Object.keys(found.messages).length).toBeGreaterThan(8);
      }
    },
  );

  it('finds in a recording what its schemas do not know, and what was invalid, though all of it is hidden', async () => {
    const line = await openLine();
    await line.push('rc-ev-madeUp', { secret: 1 });
    await line.push('rc-ev-sipRegistered', { beta: 'Ada' });
    await line.push('rc-ev-endCall', { call: 'Ada' });
    await line.ask('rc-ev-logCall', { call: { id: { Ada: 1 } } }, '1');
    await line.host.close();
    const found = await check(line.tape);
    expect(found.unknownTypes).toMatchObject([{ type: 'rc-ev-madeUp', line: 3 }]);
    expect(found.unknownMembers).toMatchObject([{ pointer: '/beta', types: ['hidden'], line: 4 }]);
    expect(found.invalid).toMatchObject([
      { message: 'endCall', pointer: '', actual: 'hidden' },
      { message: 'logCall' },
      { message: 'logCall' },
      { message: 'logCall' },
      { message: 'logCall' },
    ]);
    expect(JSON.stringify(found)).not.toContain('Ada');
  });

  it('reads a whole call as `record` wrote it', async () => {
    const tape = await recordCall();
    const { messages } = await check(tape);
    expect(messages).toMatchObject({ 'widget logCall': 1, 'page register': 2 });
  });

  it('reads every value as `record` writes it', () => {
    assert(
      property(anyValue, (value) => {
        expect(readByCommand(JSON.parse(JSON.stringify(toJson(value))))).toStrictEqual(value);
      }),
    );
  });
});
