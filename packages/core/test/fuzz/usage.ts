import { expect } from 'vitest';
import { cdp } from 'vitest/browser';

/** The provider types its session only where it is imported, which no page can do. */
interface Session {
  send(method: string): Promise<Readonly<Record<string, number>>>;
}

/** What the browser itself says is in use. */
export interface Usage {
  readonly bytes: number;
  readonly listeners: number;
  readonly documents: number;
}

/** What is in use when all that nobody holds any more is gone. */
export async function measureUsage(): Promise<Usage> {
  const session = cdp() as unknown as Session;
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize: bytes = 0 } = await session.send('Runtime.getHeapUsage');
  const counted = await session.send('Memory.getDOMCounters');
  const { jsEventListeners: listeners = 0, documents = 0 } = counted;
  return { bytes, listeners, documents };
}

/**
 * Expects that nothing has grown in so many cycles, apart from what the engine takes for itself:
 * it compiles and caches up to half a million bytes.
 *
 * @param bytesEach - how much would be too much for a cycle; a host has some ten thousand bytes
 */
export function expectFlat(before: Usage, after: Usage, cycles: number, bytesEach = 500): void {
  expect(after.listeners - before.listeners, 'listeners').toBeLessThan(cycles / 10);
  expect(after.documents - before.documents, 'documents').toBeLessThan(cycles / 10);
  expect(after.bytes - before.bytes, 'bytes').toBeLessThan(500_000 + cycles * bytesEach);
}
