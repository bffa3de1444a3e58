import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type Choice, filesOf, type Workspace } from '../src/index.js';
import { choiceOf, entries, folderWithPackages, put, ROOT } from './support.js';

const WORKSPACE: Workspace = {
  root: '../..',
  tools: ['fast-check', 'typescript', 'vitest'],
  baseConfig: true,
  ignores: true,
};

/** As in a workspace, where the tests find the other packages by their sources. */
const filesIn = (choice: Choice): Map<string, string> =>
  new Map(filesOf({ ...choice, workspace: WORKSPACE }));

const ALL = choiceOf({
  name: 'all',
  requests: entries('request'),
  pushes: entries('push'),
});

const SOME = choiceOf({
  name: 'some',
  language: 'js',
  requests: entries('request', ['logCall', 'viewLead']),
  pushes: entries('push', ['ringCall']),
});

/** A push without a recipe, under the name of one that the widget knows. */
const plain = (): Map<string, string> => {
  const entry = {
    name: 'agentMoved',
    wire: 'ringcx',
    kind: 'push',
    about: 'Comes at times.',
    example: '{}',
  } as const;
  const files = filesIn(choiceOf({ name: 'plain', pushes: [entry] }));
  return new Map(
    [...files].map(([path, text]) => [path, text.replaceAll('agentMoved', 'callLead')]),
  );
};

/** A plugin that does not do what its author meant, though it keeps the contract. */
const deaf = (): Map<string, string> => {
  const files = filesIn(choiceOf({ name: 'deaf', pushes: entries('push', ['ringCall', 'init']) }));
  const source = files.get('src/index.ts') as string;
  return files.set('src/index.ts', source.replace(/ringCall: .*,/, 'ringCall: () => undefined,'));
};

/** With fewer random bodies: it has a rule for each of its messages. */
const hastily = (files: Map<string, string>): Map<string, string> => {
  const test = files.get('test/contract.test.ts') as string;
  return files.set('test/contract.test.ts', test.replace('()));', '()), { runs: 4 });'));
};

/** Runs a made plugin on the RingEX widget, as it is. */
const ON_RINGEX = `
import { createHost, createRingex } from '@jackfield/ringex';
import { createRingexWidget } from '@jackfield/testing';
import { expect, onTestFinished, test } from 'vitest';
import { memoryCrm } from '../dev/memory-crm.js';
import { all } from '../src/index.js';

test.each(['2.x', '3.x', '3.1'] as const)('runs on RingEX %s', async (version) => {
  const ringcx = version === '3.1';
  const widget = createRingexWidget({ version, ringcx });
  const { transport } = widget;
  const protocol = createRingex();
  const plugins = [all(memoryCrm())];
  const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, protocol });
  onTestFinished(() => host.close());
  const failed: unknown[] = [];
  host.on('failed', ({ error }) => failed.push(error));
  host.on('invalid', ({ error }) => failed.push(error));
  await widget.inboundCall({ from: '+16505550142', source: 'ringcentral' });
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'Call back' });
  if (ringcx) {
    await widget.startAgentSession();
    await widget.getLeads();
    await widget.viewLead(widget.state.leads[0]!);
  }
  expect(failed).toEqual([]);
  const answered = widget.requests.filter(({ status }) => status === 'answered');
  const names = new Set(answered.map(({ name }) => name));
  expect([...names].sort()).toEqual(
    ['logCall', 'matchCallLogs', 'matchContacts', ...(ringcx ? ['viewLead'] : [])],
  );
  expect(answered).toHaveLength(widget.requests.length);
});
`;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

it('made plugins keep the contract, and fail their own tests only where they are broken', async () => {
  const root = folderWithPackages();
  put(root, [['tsconfig.base.json', readFileSync(join(ROOT, 'tsconfig.base.json'), 'utf8')]]);
  const plugins = { all: hastily(filesIn(ALL)), some: filesIn(SOME), plain: plain(), deaf: deaf() };
  for (const [name, files] of Object.entries(plugins)) put(join(root, 'plugins', name), files);
  put(join(root, 'plugins/all'), [['test/ringex.test.ts', ON_RINGEX]]);
  // One of them has the settings for all.
  put(root, [['vitest.config.ts', plugins.all.get('vitest.config.ts') as string]]);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  // In one process: its files need nothing to be kept apart, and loading all of it takes a second.
  const argv = [vitest, 'run', '--no-isolate', '--no-file-parallelism'];
  argv.push('--reporter=json', '--outputFile=report.json');
  await promisify(execFile)(process.execPath, argv, { cwd: root }).catch(() => undefined);

  const { testResults } = JSON.parse(readFileSync(join(root, 'report.json'), 'utf8')) as Report;
  const passed = (file: string): number =>
    testResults
      .filter(({ name }) => name.endsWith(`/${file}`))
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'passed').length;
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed')
      .map(({ title }) => `${name.slice(name.indexOf('/plugins/') + 9)} ${title}`),
  );
  expect(failed).toEqual(['deaf/test/deaf.test.ts shows the caller when the call rings']);
  expect(testResults).toHaveLength(9);
  for (const [name, ending] of [
    ['all', 'ts'],
    ['some', 'js'],
    ['plain', 'ts'],
    ['deaf', 'ts'],
  ] as const) {
    expect(passed(`${name}/test/contract.test.${ending}`)).toBeGreaterThan(5);
  }
  expect(passed('all/test/all.test.ts')).toBe(ALL.requests.length + ALL.pushes.length);
  expect(passed('all/test/ringex.test.ts')).toBe(3);
  expect(passed('some/test/some.test.js')).toBe(3);
  expect(passed('plain/test/plain.test.ts')).toBe(1);
}, 90_000);
