// The page of the contact database's benchmark: makes contacts, imports them, looks numbers up, and writes
// as the outbox of call logs does, into another database of the same origin.
import { indexedDbContactSource } from '@jackfield/plugin-contacts';
import { csv, jsonLines, type PlainFormat, vcard } from '@jackfield/plugin-contacts/formats';

const LOOKED_UP = 100;
const signal = new AbortController().signal;
const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** The numbers of a contact: two for every other one. Different for each below four million. */
const numbersOf = (i: number): readonly string[] => [
  `+1${2_012_000_000 + ((i * 7_919) % 4_000_037) * 1_747}`,
  ...(i % 2 ? [`+44207${String(1_000_000 + i).padStart(7, '0')}`] : []),
];
const nameOf = (i: number): string => `Given${i % 977} Family${i % 7_919}`;

const WRITERS = {
  'json-lines': (i: number) =>
    `${JSON.stringify({
      id: String((i * 15_485_863) % 4_000_037),
      type: 'acme',
      name: nameOf(i),
      phoneNumbers: numbersOf(i).map((phoneNumber) => ({ phoneNumber, phoneType: 'direct' })),
    })}\n`,
  csv: (i: number) =>
    `${i ? '' : 'Id;Name;Company;Phone;Mobile\n'}${i};"${nameOf(i)}";"Acme, ""Inc.""";${numbersOf(i)[0]};${numbersOf(i)[1] ?? ''}\n`,
  vcard: (i: number) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${i}\r\nFN:${nameOf(i)}\r\nN:Family;Given;;;\r\n${numbersOf(
      i,
    )
      .map((number) => `TEL;TYPE=WORK,VOICE:${number}\r\n`)
      .join('')}END:VCARD\r\n`,
};
type Type = keyof typeof WRITERS;

/** A file of contacts, outside this page's own memory. */
function makeFile(type: Type, count: number): Blob {
  const parts: Blob[] = [];
  for (let from = 0; from < count; from += 10_000) {
    let text = '';
    for (let i = from; i < Math.min(count, from + 10_000); i += 1) text += WRITERS[type](i);
    parts.push(new Blob([text]));
  }
  return new Blob(parts);
}

const sources = new Map<string, ReturnType<typeof indexedDbContactSource>>();
function sourceOf(name: string) {
  const source = sources.get(name) ?? indexedDbContactSource({ name });
  sources.set(name, source);
  return source;
}

/** How long it takes to look up so many numbers of the first `known` contacts, once. */
async function lookUp(name: string, known: number, turn: number): Promise<number> {
  const numbers = Array.from(
    { length: LOOKED_UP },
    (_, i) => numbersOf(((turn * LOOKED_UP + i) * 104_729) % known)[0] as string,
  );
  const start = performance.now();
  const found = await sourceOf(name).findByNumbers(numbers, { signal });
  const took = performance.now() - start;
  for (const number of numbers) {
    if (!(found as ReadonlyMap<string, readonly unknown[]>).get(number)?.length) {
      throw new Error(`${number} was not found.`);
    }
  }
  return took;
}

function openOutbox(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('bench-outbox', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('records');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function writeStrictly(database: IDBDatabase, key: number): Promise<number> {
  const start = performance.now();
  const transaction = database.transaction('records', 'readwrite', { durability: 'strict' });
  transaction.objectStore('records').put({ notes: 'x'.repeat(800) }, key % 200);
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(performance.now() - start);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** What else goes on in a page, until `isOver`. */
async function live(name: string, imported: () => number, isOver: () => boolean) {
  const outbox = await openOutbox();
  const times = { lookUps: [] as number[], writes: [] as number[], gaps: [] as number[] };
  let memory = 0;
  const until = async (run: (turn: number) => Promise<void>): Promise<void> => {
    for (let turn = 0; !isOver(); turn += 1) await run(turn);
  };
  await Promise.all([
    until(async (turn) => {
      if (imported() > 0) times.lookUps.push(await lookUp(name, imported(), turn));
      await sleep(100);
    }),
    until(async (turn) => {
      times.writes.push(await writeStrictly(outbox, turn));
      await sleep(50);
    }),
    until(async () => {
      const start = performance.now();
      await sleep(10);
      times.gaps.push(performance.now() - start - 10);
    }),
    until(async () => {
      const { measureUserAgentSpecificMemory } = performance as unknown as {
        measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
      };
      const measuring = measureUserAgentSpecificMemory.call(performance);
      const measured = await Promise.race([measuring, sleep(25_000)]);
      memory = Math.max(memory, measured?.bytes ?? 0);
      await sleep(1_000);
    }),
  ]);
  outbox.close();
  return { ...times, memory };
}

/** Imports so many contacts, in a worker or here, with or without a life beside it. */
async function run(name: string, type: Type, count: number, where: string, isAlone: boolean) {
  const file = makeFile(type, count);
  let imported = 0;
  let isOver = false;
  const living = isAlone
    ? undefined
    : live(
        name,
        () => imported,
        () => isOver,
      );
  const start = performance.now();
  try {
    const result = await sourceOf(name).importFile(file, {
      format:
        where === 'worker'
          ? ({ type } as PlainFormat)
          : { 'json-lines': jsonLines, csv, vcard }[type](),
      ...(where === 'worker' ? { worker: () => new Worker('/import-worker.js') } : {}),
      onProgress: (progress) => (imported = progress.imported),
    });
    if (result.added !== count || result.faulty > 0) throw new Error(JSON.stringify(result));
  } finally {
    isOver = true;
  }
  const ms = performance.now() - start;
  return { rate: (count / ms) * 1_000, bytes: file.size, ...(await living) };
}

/** Look-ups in a database without concurrent writes, the first of them not counted. */
async function idle(name: string, known: number, turns: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < turns + 10; turn += 1) {
    const took = await lookUp(name, known, turn);
    if (turn >= 10) times.push(took);
    await sleep(10);
  }
  return times;
}

Object.assign(globalThis, { bench: { run, idle } });
