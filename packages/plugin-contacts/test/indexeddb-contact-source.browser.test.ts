import { afterEach, describe, expect, it, vi } from 'vitest';
import { contacts, indexedDbContactSource, isContactsError } from '../src/index.js';
import { ada, bob, localContactSourceContract } from './local-contact-source-contract.js';
import { connect } from '../../plugin-kit/test/widget.js';

const signal = new AbortController().signal;
const newName = () => `contacts-test-${crypto.randomUUID()}`;

const codeOf = async (failing: Promise<unknown>): Promise<string | undefined> => {
  const error: unknown = await failing.then(
    () => undefined,
    (error: unknown) => error,
  );
  return isContactsError(error) ? error.code : String(error);
};

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: String(i),
    name: `Contact ${i}`,
    phoneNumbers: [{ phoneNumber: `+1650${String(3_000_000 + i)}` }],
  }));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('indexedDbContactSource, when the browser fails it', () => {
  it('rejects in a window without IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const source = indexedDbContactSource({ name: newName() });
    expect(await codeOf(source.findByNumbers(['101'], { signal }))).toBe('DATABASE_UNAVAILABLE');
    expect(await codeOf(source.import([ada]))).toBe('DATABASE_UNAVAILABLE');
  });

  it('rejects where the browser refuses to open, and tries again at the next use', async () => {
    const source = indexedDbContactSource({ name: newName() });
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    expect(await codeOf(source.list())).toBe('DATABASE_UNAVAILABLE');
    open.mockRestore();
    expect(await source.list()).toEqual([]);
  });

  it('says when there is no room left, and keeps what was written before that', async () => {
    const source = indexedDbContactSource({ name: newName() });
    const changed = vi.fn();
    source.subscribe(changed);
    await source.list();
    const add = Reflect.get(IDBObjectStore.prototype, 'add');
    // Blocks of 20: the first transaction's 500 contacts, and a part of the second's.
    let left = 30;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      left -= 1;
      if (left < 0) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      return add.apply(this, args);
    });
    expect(await codeOf(source.import(many(1_200)))).toBe('DATABASE_FULL');
    vi.restoreAllMocks();
    // Whole transactions: the one that failed was taken back.
    expect(await source.list()).toHaveLength(500);
    expect(changed).toHaveBeenCalledOnce();
    await source.import(many(1_200));
    expect(await source.list()).toHaveLength(1_200);
  });

  it('stops an import when its signal aborts', async () => {
    const source = indexedDbContactSource({ name: newName() });
    await source.list();
    const controller = new AbortController();
    const importing = source.import(many(2_000), { signal: controller.signal });
    while ((await source.list()).length === 0);
    controller.abort(new Error('cancelled'));
    await expect(importing).rejects.toThrow('cancelled');
    const left = await source.list();
    expect(left.length).toBeLessThan(2_000);
    expect(await source.count()).toBe(left.length);
  });

  it('refuses options it does not know or cannot use', () => {
    expect(() => indexedDbContactSource({ name: '' })).toThrow('option name: expected a name');
    expect(() => indexedDbContactSource({ defaultCountry: 'XX' as 'US' })).toThrow('received "XX"');
    expect(() => indexedDbContactSource({ openTimeoutMs: -1 })).toThrow('milliseconds above 0');
  });
});

describe('indexedDbContactSource', () => {
  localContactSourceContract((defaultCountry) =>
    indexedDbContactSource({ name: newName(), defaultCountry }),
  );

  it('has its contacts after the page was left', async () => {
    const name = newName();
    await indexedDbContactSource({ name }).import([ada, bob]);
    expect(await indexedDbContactSource({ name }).list()).toEqual([ada, bob]);
  });

  it('answers look-ups while it imports', async () => {
    const source = indexedDbContactSource({ name: newName() });
    await source.import([ada]);
    let imported = false;
    const importing = source.import(many(3_000)).then(() => (imported = true));
    const found = await source.findByNumbers(['101'], { signal });
    expect(imported).toBe(false);
    expect(found).toEqual(new Map([['101', [ada]]]));
    await importing;
  });

  it('reads its numbers again when it is opened with another country', async () => {
    const name = newName();
    const contact = { name: 'Bob', phoneNumbers: [{ phoneNumber: '020 7946 0958' }] };
    await indexedDbContactSource({ name }).import([contact, ada]);
    const british = indexedDbContactSource({ name, defaultCountry: 'GB' });
    const found = await british.findByNumbers(['+442079460958', '101', '+16503945910'], { signal });
    expect(found).toEqual(
      new Map([
        ['+442079460958', [contact]],
        ['101', [ada]],
        ['+16503945910', []],
      ]),
    );
  });

  it('is where contacts looks when it is given no source', async () => {
    const page = indexedDbContactSource();
    await page.import([ada]);
    const { host, ask } = connect([contacts()]);
    const query = [{ phoneNumber: '6503945910', callType: 'inbound' }];
    expect(await ask('matchContacts', query)).toEqual({ result: { '6503945910': [ada] } });
    await host.close();
    await page.clear();
  });
});
