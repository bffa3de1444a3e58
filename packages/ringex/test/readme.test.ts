import { readFileSync } from 'node:fs';
import { memoryCallLogStore } from '@jackfield/plugin-calllog';
import { expect, it, onTestFinished, vi } from 'vitest';
import * as areas from '../src/areas.js';
import { LOG, createTestWire } from '../../core/test/test-wire.js';
import { connectPhones } from './readme-example.js';
import { LOGGED_CALL, PHONE_CALL, createFrame } from './ringex-page.js';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const readme = read('../README.md');

function open(mayContact = true) {
  const [ringcx, ringex] = [createTestWire(), createFrame()];
  const logs = memoryCallLogStore();
  const crm = { logs, show: vi.fn(), mayContact: vi.fn(async () => mayContact) };
  const close = connectPhones(crm, {
    ringcx: { transport: ringcx.transport },
    ringex: { transport: ringex.transport },
  });
  onTestFinished(async () => void (await close()));
  return { ringcx, ringex, crm };
}

it('has the example that runs here', () => {
  expect(readme).toContain(`\`\`\`ts\n${read('./readme-example.ts')}\`\`\``);
});

it('has a row for each option and each area', () => {
  const [options = ''] =
    /interface RingexOptions[\s\S]+?\n\}/.exec(read('../src/translate/options.ts')) ?? [];
  const names = [...options.matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(5);
  for (const name of [...names, ...Object.keys(areas)])
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
});

it('its example shows who rings in either widget', async () => {
  const { ringcx, ringex, crm } = open();
  await ringcx.push('rc-ev-ringCall', { call: LOG.call });
  expect(crm.show.mock.calls).toEqual([['6503945910']]);
  await ringex.push('rc-call-ring-notify', { call: PHONE_CALL });
  expect(crm.show.mock.calls).toEqual([['6503945910'], ['+16505550142']]);
});

it('its example logs a call of RingEX, and finds it again', async () => {
  const { ringex } = open();
  const answer = async (path: string, body: object): Promise<unknown> => {
    const before = ringex.posted.length;
    await ringex.ask(path, body);
    const responses = (): unknown[] =>
      ringex.posted.slice(before).flatMap((each) => ('responseId' in each ? each.response : []));
    await expect.poll(responses).toHaveLength(1);
    return responses()[0];
  };
  const log = { triggerType: 'callLogSync', call: LOGGED_CALL };
  expect(await answer('/jackfield/logCall', log)).toEqual({ data: 'ok' });
  const { sessionId } = LOGGED_CALL;
  expect(await answer('/jackfield/matchCallLogs', { sessionIds: [sessionId] })).toMatchObject({
    data: { [sessionId]: [{}] },
  });
});

it.each([
  [true, false],
  [false, true],
])(
  'its example lets the agent contact a number that may be contacted (%s)',
  async (mayContact, result) => {
    const { ringex } = open(mayContact);
    const phoneNumber = '+16505550142';
    for (const who of [
      { actionType: 'call', phoneNumber },
      { actionType: 'sms', recipients: [{ phoneNumber: null }, { phoneNumber }] },
    ])
      expect(await ringex.ask('/jackfield/checkDoNotContact', who)).toEqual({
        data: { result, mode: 'restrict' },
      });
  },
);
