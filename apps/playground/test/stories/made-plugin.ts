import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from '@jackfield/core';
import { build } from 'esbuild';
import { filesOf } from '../../../../packages/create-plugin/src/index.js';
import {
  choiceOf,
  entries,
  folderWithPackages,
  put,
} from '../../../../packages/create-plugin/test/support.js';

/** The functions of a CRM that records what it is asked for, whatever their names are. */
export interface RecordingCrm {
  readonly asked: readonly (readonly [name: string, ...given: readonly unknown[]])[];
}

/** Makes the plugin that `npm create` makes when every message is chosen, and a CRM for it. */
export async function makePlugin(
  answers: Readonly<Record<string, (...given: readonly never[]) => unknown>>,
): Promise<RecordingCrm & { readonly plugin: Plugin }> {
  const folder = folderWithPackages();
  const choice = choiceOf({
    language: 'js',
    requests: entries('request'),
    pushes: entries('push'),
  });
  put(folder, filesOf(choice));
  const outfile = join(folder, 'plugin.mjs');
  await build({
    entryPoints: [join(folder, 'src/index.js')],
    outfile,
    bundle: true,
    format: 'esm',
    conditions: ['@jackfield/source'],
  });
  const { acmeLeads } = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as {
    readonly acmeLeads: (crm: object) => Plugin;
  };
  const asked: (readonly [string, ...(readonly unknown[])])[] = [];
  const crm = new Proxy(
    {},
    {
      get:
        (_target, name: string) =>
        (...given: never[]) => {
          asked.push([name, ...given]);
          return answers[name]?.(...given);
        },
    },
  );
  return { asked, plugin: acmeLeads(crm) };
}
