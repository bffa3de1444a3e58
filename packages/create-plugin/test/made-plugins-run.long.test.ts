import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type Choice, filesOf, type Workspace } from '../src/index.js';
import { choiceOf, entries, folderWithPackages, NEW_PUSH, put, ROOT } from './support.js';

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

const wire = 'ringex';

const ALL_OF_RINGEX = choiceOf({
  name: 'ringex',
  wire,
  requests: entries('request', undefined, wire),
  pushes: entries('push', undefined, wire),
});

/** One that needs no area, with messages of RingCX alone. */
const CARRIED = choiceOf({
  name: 'carried',
  wire,
  language: 'js',
  requests: entries('request', ['logCall', 'matchContacts'], wire),
  pushes: entries('push', ['ringCall'], wire),
});

const AREA = choiceOf({
  name: 'area',
  wire,
  language: 'js',
  requests: entries('request', ['searchContacts', 'viewCallLog'], wire),
  pushes: entries('push', ['loginStatus'], wire),
});

/** A new push, under the name of one that the widget knows. */
const plain = (): Map<string, string> => {
  const files = filesIn(choiceOf({ name: 'plain', pushes: [NEW_PUSH] }));
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

/** A plugin for RingEX that answers without the CRM. */
const silent = (): Map<string, string> => {
  const requests = entries('request', ['checkDoNotContact', 'viewContact'], wire);
  const files = filesIn(choiceOf({ name: 'silent', wire, requests }));
  const source = files.get('src/index.ts') as string;
  const answer = 'checkDoNotContact: async () => ({ data: { result: false } }),';
  return files.set('src/index.ts', source.replace(/checkDoNotContact: .*,/, answer));
};

/** With fewer random bodies: it has a rule for each of its messages. */
const hastily = (files: Map<string, string>): Map<string, string> => {
  const test = files.get('test/contract.test.ts') as string;
  return files.set('test/contract.test.ts', test.replace('()), {', '()), {\n  runs: 4,'));
};

/** Without the contract, whose rules for the order of messages take minutes for all of them. */
const withoutContract = (files: Map<string, string>): Map<string, string> => {
  files.delete('test/contract.test.ts');
  return files;
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

/** Runs the tests of made plugins; returns how many passed in each file, and what failed. */
const resultsOf = async (
  plugins: Readonly<Record<string, Map<string, string>>>,
): Promise<{
  readonly files: number;
  readonly failed: readonly string[];
  passed(file: string): number;
}> => {
  const root = folderWithPackages();
  put(root, [['tsconfig.base.json', readFileSync(join(ROOT, 'tsconfig.base.json'), 'utf8')]]);
  for (const [name, files] of Object.entries(plugins)) put(join(root, 'plugins', name), files);
  // One of them has the settings for all.
  const [first] = Object.values(plugins);
  put(root, [['vitest.config.ts', first?.get('vitest.config.ts') as string]]);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  // In one process: its files need nothing to be kept apart, and loading all of it takes a second.
  const argv = [vitest, 'run', '--no-isolate', '--no-file-parallelism'];
  argv.push('--reporter=json', '--outputFile=report.json');
  await promisify(execFile)(process.execPath, argv, { cwd: root }).catch(() => undefined);

  const { testResults } = JSON.parse(readFileSync(join(root, 'report.json'), 'utf8')) as Report;
  return {
    files: testResults.length,
    failed: testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'passed')
        .map(({ title }) => `${name.slice(name.indexOf('/plugins/') + 9)} ${title}`),
    ),
    passed: (file) =>
      testResults
        .filter(({ name }) => name.endsWith(`/${file}`))
        .flatMap(({ assertionResults }) => assertionResults)
        .filter(({ status }) => status === 'passed').length,
  };
};

it('made plugins keep the contract, and fail their own tests only where they are broken', async () => {
  const everything = filesIn(ALL);
  const { files, failed, passed } = await resultsOf({
    all: hastily(everything.set('test/ringex.test.ts', ON_RINGEX)),
    some: filesIn(SOME),
    plain: plain(),
    deaf: deaf(),
  });
  expect(failed).toEqual(['deaf/test/deaf.test.ts shows the caller when the call rings']);
  expect(files).toBe(9);
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

it('made plugins for RingEX do, too', async () => {
  const { files, failed, passed } = await resultsOf({
    ringex: withoutContract(filesIn(ALL_OF_RINGEX)),
    carried: filesIn(CARRIED),
    area: filesIn(AREA),
    silent: silent(),
  });
  expect(failed).toEqual([
    'silent/test/silent.test.ts answers checkDoNotContact with what the CRM returns',
  ]);
  expect(files).toBe(7);
  for (const [name, ending] of [
    ['carried', 'js'],
    ['area', 'js'],
    ['silent', 'ts'],
  ] as const) {
    expect(passed(`${name}/test/contract.test.${ending}`)).toBeGreaterThan(5);
  }
  const { requests, pushes } = ALL_OF_RINGEX;
  expect(passed('ringex/test/ringex.test.ts')).toBe(requests.length + pushes.length);
  expect(passed('carried/test/carried.test.js')).toBe(3);
  expect(passed('area/test/area.test.js')).toBe(3);
}, 90_000);
