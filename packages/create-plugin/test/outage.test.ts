import 'fake-indexeddb/auto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHost, type Plugin } from '@jackfield/core';
import { createWidget } from '@jackfield/testing';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { filesOf } from '../src/index.js';
import { choiceOf, entries, folderWithPackages, put } from './support.js';

interface Crm {
  saveLog(key: string, call: unknown, task: { readonly notes?: string } | undefined): Promise<void>;
}

it('a made plugin that logs calls loses no log while the CRM is down', async () => {
  const folder = folderWithPackages();
  put(folder, filesOf(choiceOf({ language: 'js', requests: entries('request', ['logCall']) })));
  const outfile = join(folder, 'plugin.mjs');
  await build({
    entryPoints: [join(folder, 'src/index.js')],
    outfile,
    bundle: true,
    format: 'esm',
    conditions: ['@jackfield/source'],
  });
  const { acmeLeads } = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as {
    readonly acmeLeads: (crm: Crm) => Plugin;
  };
  let isDown = true;
  let tries = 0;
  const saved: unknown[] = [];
  const crm: Crm = {
    async saveLog(key, _call, task) {
      tries += 1;
      if (isDown) throw new Error('503');
      saved.push([key, task?.notes]);
    },
  };
  const { transport, clock, ...widget } = createWidget();
  const host = createHost({
    service: 'Acme',
    plugins: [acmeLeads(crm)],
    widget: { transport },
    clock,
  });
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await widget.hangUp();
  const submitted = await widget.submitDisposition({ notes: 'Wants a call back' });
  expect(submitted?.status).toBe('answered');
  await expect.poll(() => tries).toBeGreaterThan(0);
  expect(saved).toEqual([]);

  isDown = false;
  // The database needs turns of the event loop between the timers.
  for (let step = 0; step < 1_200 && saved.length === 0; step += 1) {
    await clock.advance(50);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
  }
  expect(saved).toEqual([[expect.any(String), 'Wants a call back']]);
  await host.close();
});
