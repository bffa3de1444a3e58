import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBrowser } from './browser.js';
import { createCrm, TOKEN } from './crm.js';
import { findFaults, type LoggedCall, type StoredLog, type Submission } from './find-faults.js';
import { createNetwork, type NetworkCondition } from './network.js';
import { createRandom } from '../../../../packages/test-tools/src/random.js';
import { serveSites, type InjectedBug } from './site.js';
import { openTab, type Tab } from './tab.js';

export type ChaosWire = 'ringcx' | 'ringex';

export interface ChaosOptions {
  /** The same seed makes the same calls and the same failures; how they meet is up to the machine. */
  readonly seed: number;
  /** The widget's wire. Default: RingCX. */
  readonly wire?: ChaosWire | undefined;
  /** How many logs are asked for. */
  readonly calls: number;
  readonly injectedBug?: InjectedBug | undefined;
  /** Which failures there are. Default: all. */
  readonly only?: readonly FailureKind[] | undefined;
}

export interface ChaosReport {
  readonly wire: ChaosWire;
  readonly seed: number;
  readonly problems: readonly string[];
  readonly answered: number;
  readonly errors: number;
  readonly cut: number;
  /** How often each failure came. */
  readonly failures: Readonly<Record<string, number>>;
  /** How long the widget waited for each answer, sorted. */
  readonly waitedMs: readonly number[];
  readonly tookMs: number;
}

const NETWORK_FAILURES = [
  'cut',
  'loses-answers',
  'slow',
  'hangs',
  'signed-out',
] as const satisfies NetworkCondition[];
const PROCESS_FAILURES = [
  'reload',
  'close',
  'crash',
  'widget',
  'offline',
  'server',
  'browser',
  'frozen',
  'dead-database',
] as const;
export type FailureKind = (typeof NETWORK_FAILURES)[number] | (typeof PROCESS_FAILURES)[number];

/** The costly ones come less often. */
const WEIGHTED_FAILURES: readonly FailureKind[] = [
  ...NETWORK_FAILURES,
  ...NETWORK_FAILURES,
  ...(['reload', 'close', 'crash', 'widget', 'reload', 'close', 'crash', 'offline'] as const),
  'server',
  'server',
  'browser',
  'frozen',
  'frozen',
  'dead-database',
  'dead-database',
];

const TABS = 2;
const DELIVERY_MS = 120_000;

/** Logs calls while failures are injected, then compares the database with the answers. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const began = Date.now();
  const random = createRandom(options.seed);
  const choices = WEIGHTED_FAILURES.filter((kind) => options.only?.includes(kind) ?? true);
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const sites = await serveSites(options.injectedBug);
  const crm = createCrm(join(folder, 'data'), sites.pageOrigin);
  const network = await createNetwork(() => crm.url);
  const browser = createBrowser(join(folder, 'profile'));

  const { wire = 'ringcx' } = options;
  const query = new URLSearchParams({
    widget: sites.widgetOrigin,
    crm: network.url,
    token: TOKEN,
    wire,
  });
  const address = `${sites.pageOrigin}/?${query}`;
  const tabs: (Tab | undefined)[] = Array.from({ length: TABS }, () => undefined);
  const calls: (LoggedCall & { readonly submissions: Submission[] })[] = [];
  const waitedMs: number[] = [];
  const failures: Record<string, number> = {};
  const recoveries = new Set<Promise<void>>();

  /** Offline, no page loads, which is not a failure of the outbox. */
  let online: Promise<void> = Promise.resolve();

  const openTabs = async (): Promise<void> => {
    if (tabs.includes(undefined)) await online;
    await Promise.all(
      tabs.map(async (tab, i) => {
        tabs[i] = tab ?? (await openTab(browser.context, address));
      }),
    );
  };

  const later = (ms: number, work: () => Promise<void> | void): Promise<void> => {
    const recovery = sleep(ms).then(work);
    recoveries.add(recovery);
    void recovery.finally(() => recoveries.delete(recovery)).catch(() => undefined);
    return recovery;
  };

  const lose = async (index: number, how: (tab: Tab) => Promise<void>): Promise<void> => {
    const tab = tabs[index];
    tabs[index] = undefined;
    if (tab) await how(tab);
  };

  const inject = async (kind: FailureKind, ms: number, index: number): Promise<void> => {
    const tab = tabs[index];
    switch (kind) {
      case 'reload':
        await online;
        return tab?.reload();
      case 'widget':
        await online;
        return tab?.reloadWidget();
      case 'frozen':
        // It may be reloaded or closed meanwhile.
        return tab?.freeze(ms).catch(() => undefined);
      case 'dead-database':
        // In all tabs, as when the storage's process dies.
        await Promise.all(tabs.map((each) => each?.killConnections().catch(() => undefined)));
        return;
      case 'close':
        return lose(index, (it) => it.close());
      case 'crash':
        return lose(index, (it) => it.crash());
      case 'offline':
        await browser.context.setOffline(true);
        online = later(ms, async () => {
          try {
            await browser.context.setOffline(false);
          } catch {
            // The browser was killed, and the next one is online.
          }
        });
        return;
      case 'server':
        if (crm.url === undefined) return;
        await crm.kill();
        void later(ms, () => crm.start());
        return;
      case 'browser':
        tabs.fill(undefined);
        await browser.kill();
        return browser.start();
      default:
        network.condition = kind;
        if (kind === 'cut') network.cut();
        void later(ms, () => {
          if (network.condition !== kind) return;
          network.condition = 'works';
          network.cut();
        });
    }
  };

  /** One question of a widget; never rejects. */
  const ask = async (tab: Tab | undefined, id: string, submission: Submission): Promise<void> => {
    try {
      if (!tab) throw new Error('The tab is gone.');
      const { error, waitedMs: waited } = await tab.logCall(id, submission.notes);
      waitedMs.push(waited);
      submission.outcome = error ? 'error' : 'answered';
    } catch {
      submission.outcome = 'cut';
    }
  };

  const readRows = async (): Promise<readonly StoredLog[]> => {
    const rows: StoredLog[] = [];
    for (let after = 0; ;) {
      const response = await fetch(`${crm.url}/call-logs?limit=1000&after=${after}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      const { callLogs } = (await response.json()) as {
        callLogs: readonly (StoredLog & { readonly id: number })[];
      };
      rows.push(...callLogs);
      const last = callLogs.at(-1);
      if (!last) return rows;
      after = last.id;
    }
  };

  try {
    await Promise.all([crm.start(), browser.start()]);
    for (let asked = 0; asked < options.calls;) {
      await openTabs();
      // Drawn before anything happens, so that the seed alone decides.
      const count = Math.min(random.between(1, 5), options.calls - asked);
      const used = new Set<string>();
      const questions: { id: string; submission: Submission; tab: number }[] = [];
      for (let i = 0; i < count; i += 1) {
        const known = random.next() < 0.4 ? calls[random.between(0, calls.length - 1)] : undefined;
        const call =
          known && !used.has(known.id)
            ? known
            : { id: `call-${options.seed}-${calls.length}`, submissions: [] as Submission[] };
        if (call !== known) calls.push(call);
        used.add(call.id);
        const submission: Submission = {
          notes: `${call.id}, log ${call.submissions.length + 1}`,
          outcome: undefined,
        };
        call.submissions.push(submission);
        questions.push({ id: call.id, submission, tab: random.between(0, TABS - 1) });
      }
      const kind = random.next() < 0.6 ? random.pick(choices) : undefined;
      const wait = random.between(0, 60);
      const lasts = random.between(50, 1_200);
      const target = random.between(0, TABS - 1);
      asked += count;

      const answers = questions.map(({ id, submission, tab }) => ask(tabs[tab], id, submission));
      if (kind) {
        failures[kind] = (failures[kind] ?? 0) + 1;
        await sleep(wait);
        await inject(kind, lasts, target);
      }
      await Promise.all(answers);
    }

    // The failures are over: the user signs in, and every answered log must be delivered.
    while (recoveries.size > 0) await Promise.all(recoveries);
    network.condition = 'works';
    await openTabs();
    const end = Date.now() + DELIVERY_MS;
    await tabs[0]?.resume();
    while (((await tabs[0]?.waiting()) ?? 0) > 0 && Date.now() < end) await sleep(50);
    const undelivered = (await tabs[0]?.waiting()) ?? 0;
    const outcomes = calls.flatMap(({ submissions }) => submissions.map(({ outcome }) => outcome));
    const count = (wanted: Submission['outcome']) =>
      outcomes.filter((outcome) => outcome === wanted).length;
    return {
      wire,
      seed: options.seed,
      problems: [
        ...(undelivered > 0 ? [`${undelivered} logs are still on their way.`] : []),
        ...findFaults(calls, await readRows()),
      ],
      answered: count('answered'),
      errors: count('error'),
      cut: count('cut'),
      failures,
      waitedMs: waitedMs.sort((a, b) => a - b),
      tookMs: Date.now() - began,
    };
  } finally {
    await browser.kill();
    await crm.kill();
    await network.close();
    await sites.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const quantile = (sorted: readonly number[], part: number): string =>
  `${Math.round(sorted[Math.floor(sorted.length * part)] ?? 0)} ms`;

/** What a run came to, in a line or two. */
export function describeRun(report: ChaosReport): string {
  const { wire, seed, answered, errors, cut, waitedMs, tookMs, problems } = report;
  const happened = Object.entries(report.failures)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
  return [
    `${wire}, seed ${seed}: ${answered} answered, ${errors} answered with an error, ${cut} cut off; ${happened}`,
    `  the widget waited ${quantile(waitedMs, 0.5)} at the median, ${quantile(waitedMs, 0.99)} at p99; ${Math.round(tookMs / 1000)} s`,
    ...problems.map((issue) => `  ✗ ${issue}`),
  ].join('\n');
}
