import { fileURLToPath } from 'node:url';
import { loadProtocol } from '@jackfield/codegen';
import { expect, test } from 'vitest';
import { spokenByPage, spokenByWidget } from '../../packages/ringex/src/wire.js';
import { mappingOf, wireMapping } from '../build/wire-mapping.js';

const schemas = fileURLToPath(new URL('../../schemas', import.meta.url));
const messagesOf = async (wire: string) => (await loadProtocol({ schemas, wire })).messages;

test('every message that RingEX carries is in the table, with all that carry it', async () => {
  const mapped = mappingOf(await messagesOf('ringcx'), await messagesOf('ringex'));
  for (const [from, spoken] of [
    ['widget', spokenByWidget],
    ['page', spokenByPage],
  ] as const) {
    const expected = Object.entries<readonly string[]>(spoken).flatMap(([carrier, names]) =>
      names.map((name) => `${name}: ${carrier}`),
    );
    const found = mapped
      .filter(({ message }) => message.from === from)
      .flatMap(({ message, carriers }) => carriers.map(({ name }) => `${message.name}: ${name}`));
    expect(found.toSorted()).toEqual(expected.toSorted());
  }
});

test('a message without a carrier is listed as one that RingEX does not have', async () => {
  const [, absent = ''] = (await wireMapping()).split('## What RingEX does not have');
  const names = [...absent.matchAll(/^- \[`(\w+)`\]/gm)].map(([, name]) => name);
  expect(names).toEqual(['sipEndCall', 'sipFailed', 'sipRingCall', 'sipUnstable']);
});
