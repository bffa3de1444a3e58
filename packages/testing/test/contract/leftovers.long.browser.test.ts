import { describe, expect, it } from 'vitest';
import { callLog, indexedDbCallLogStore } from '../../../plugin-calllog/src/index.js';
import { brokenRules, collect } from './collect.js';
import { leftBy, rulesOf } from './left-by.js';
import { definePlugin } from '@jackfield/core';

const openDatabase = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

const NAME = `contract-${crypto.randomUUID()}`;

describe('the contract reports what a plugin leaves behind in a page:', () => {
  it('a connection to a database, with the database’s name', async () => {
    const open: IDBDatabase[] = [];
    const left = await leftBy(async () => void open.push(await openDatabase(NAME)));
    expect(left).toContain(`a connection to the IndexedDB database "${NAME}", created at `);
    expect(left).toContain('leftovers.long.browser.test.ts');
    for (const database of open) database.close();
  });

  it('a database that is still being opened when the host is closed', async () => {
    const opening: Promise<IDBDatabase>[] = [];
    const left = await leftBy(() => void opening.push(openDatabase(NAME)));
    expect(left).toContain(`a connection to the IndexedDB database "${NAME}"`);
    for (const database of await Promise.all(opening)) database.close();
  });

  it('a listener on the window, the document or an element of it', async () => {
    const made: (readonly [EventTarget, () => void])[] = [];
    for (const target of [window, document, document.body]) {
      const listener = (): void => undefined;
      made.push([target, listener]);
      const left = await leftBy(() => target.addEventListener('visibilitychange', listener));
      expect(left).toMatch(
        /^a listener to "visibilitychange" of (window|HTMLDocument|HTMLBodyElement)/,
      );
    }
    for (const [target, listener] of made) target.removeEventListener('visibilitychange', listener);
  });

  it('a handler that was assigned', async () => {
    const left = await leftBy(() => {
      window.onstorage = () => undefined;
    });
    window.onstorage = null;
    expect(left).toBe('a window.onstorage, created at an assignment');
  });

  it('a loop over the frames of the screen', async () => {
    let isOn = true;
    const draw = (): void => void (isOn && requestAnimationFrame(draw));
    const left = await leftBy(draw);
    isOn = false;
    expect(left).toContain('a requestAnimationFrame, created at ');
  });

  it('an observer', async () => {
    const observers: MutationObserver[] = [];
    const left = await leftBy(() => {
      const observer = new MutationObserver(() => undefined);
      observers.push(observer);
      observer.observe(document.body, { childList: true });
    });
    for (const observer of observers) observer.disconnect();
    expect(left).toContain('a MutationObserver, created at ');
  });

  it('a worker', async () => {
    const workers: Worker[] = [];
    const left = await leftBy(() => void workers.push(new Worker('data:text/javascript,')));
    for (const worker of workers) worker.terminate();
    expect(left).toContain('a Worker, created at ');
  });
});

describe('the contract does not report', () => {
  it('what is closed, disconnected or removed, or listens to a removed element', async () => {
    const left = await leftBy(async (signal) => {
      const [database, opening] = [await openDatabase(NAME), openDatabase(NAME)];
      const observer = new MutationObserver(() => undefined);
      const element = document.createElement('div');
      document.body.append(element);
      element.addEventListener('click', () => undefined);
      window.addEventListener('online', () => undefined, { signal });
      window.onoffline = () => undefined;
      const frame = requestAnimationFrame(() => undefined);
      return async () => {
        cancelAnimationFrame(frame);
        window.onoffline = null;
        element.remove();
        observer.disconnect();
        database.close();
        (await opening).close();
      };
    });
    expect(left).toBe('');
  });
});

it('personal data in a call of reportError violates the contract', async () => {
  const plugin = definePlugin({
    name: 'acme',
    pushes: {
      ringCall: ({ call }) => reportError(new Error(`No contact for ${call.from.phoneNumber}`)),
    },
  });
  const collected = await collect(plugin, { rules: rulesOf('leaks-no-personal-data') });
  expect(brokenRules(collected)).toEqual(['leaks-no-personal-data']);
  expect(collected[0]?.error?.message).toMatch(/received {2}"\d+" in reportError/);
});

it('a shipped plugin violates the contract if its store cannot be closed', async () => {
  const collected = await collect(
    () => callLog({ store: { ...indexedDbCallLogStore({ name: NAME }), close: () => undefined } }),
    { rules: rulesOf('leaves-no-timer', 'leaves-no-listener', 'leaves-nothing-open') },
  );
  expect(brokenRules(collected)).toEqual(['leaves-nothing-open']);
  expect(collected.at(-1)?.error?.message).toContain(`IndexedDB database "${NAME}", created at `);
});
