// What the outbox promises, line by line.
import { type Guard, guardsOf } from '../../../core/test/guards/guard.js';

const OUTBOX = 'packages/plugin-calllog/src/outbox';

export const outbox: readonly Guard[] = [
  ...guardsOf(`${OUTBOX}/enqueue.ts`, 'node', 'packages/plugin-calllog/test/fire/fuzz.test.ts', [
    {
      name: 'under fire: of two logs of a key the later one stays',
      find: 'const revision = Math.max((last?.revision ?? -Infinity) + 1, now);\n  const { contact',
      replace: 'const revision = now;\n  const { contact',
      test: 'loses no log: what is valid is logged under its key',
    },
  ]),
];
