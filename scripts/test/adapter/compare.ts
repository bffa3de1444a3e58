// Compares a published adapter script with the one that stands in for it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright';
import {
  type AdapterDifference,
  type DifferenceId,
  differences,
} from '../../../packages/testing/src/adapter/differences.js';
import { KNOWN } from './known.js';
import { observe } from './observe.js';
import { RINGCX, RINGEX } from './trials.js';

const NOT_KNOWN = 'NOT KNOWN';
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

async function bundle(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}/${path}`],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    conditions: ['@jackfield/source'],
  });
  return outputFiles[0]?.text ?? '';
}

/** Prints each difference, with its reason if it is known. Returns whether all are known. */
export async function compare(browser: Browser, file: string): Promise<boolean> {
  const published = await readFile(file, 'utf8');
  const trials = published.includes('engage-voice-embeddable') ? RINGCX : RINGEX;
  const inPage = await bundle('scripts/test/adapter/in-page.ts');
  const script = await bundle(`packages/testing/src/adapter/${trials.wire}-script.ts`);
  const theirs = await observe(browser, trials, published, inPage);
  const ours = await observe(browser, trials, script, inPage);

  const names = [...new Set([...theirs.keys(), ...ours.keys()])];
  const different = names.filter((name) => theirs.get(name) !== ours.get(name));
  const byReason = new Map<string, string[]>();
  for (const name of different) {
    const line = `${name} | ${theirs.get(name) ?? '-'} | ${ours.get(name) ?? '-'}`;
    const reason = KNOWN.find(
      ({ wire, pattern }) => (wire ?? trials.wire) === trials.wire && pattern.test(line),
    )?.id;
    byReason.set(reason ?? NOT_KNOWN, [...(byReason.get(reason ?? NOT_KNOWN) ?? []), name]);
  }
  console.log(`${trials.wire}: ${names.length} observations, ${different.length} differences`);
  for (const [reason, found] of [...byReason].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`\n${reason}`);
    const known = differences[reason as DifferenceId] as AdapterDifference | undefined;
    if (known) console.log(`  ${known.real}\n  ${known.standIn}\n  ${known.why}\n`);
    for (const name of found)
      console.log(
        `  ${name}\n    published ${theirs.get(name) ?? '-'}\n    stand-in  ${ours.get(name) ?? '-'}`,
      );
  }
  return !byReason.has(NOT_KNOWN);
}
