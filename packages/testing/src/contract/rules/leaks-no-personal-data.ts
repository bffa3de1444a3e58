import { settle } from '../../test-clock.js';
import type { ContractRule } from '../contract-rule.js';
import { isMerged } from '../baseline.js';
import { createMarkers } from '../markers.js';
import { isTime } from '../hide-times.js';
import { letWorkEnd } from '../let-work-end.js';
import { hidePersonal, maskOf, replacePersonal } from '../personal.js';
import { rawBodies } from '../raw-bodies.js';
import { visibleText } from '../visible-text.js';
import type { Harness } from '../harness.js';
import { runStep, stepsFor } from '../steps.js';
import { invalidOf, whole } from '../subjects.js';
import { watchPage } from '../watch/watch-page.js';
import { watchWork, type WorkWatch } from '../watch/watch-work.js';

/** How long an aborted handler is waited for, on the clock. */
const ABORT_MS = 500;

/** A shorter text may appear anywhere by chance. */
const SHORTEST = 5;

/** Bodies that break every schema and contain strings that may be personal. */
const wrongBodies = (): readonly unknown[] => [
  ...rawBodies(),
  { lead: 'a text', call: { from: 'a text', to: { phoneNumber: ['a text'] } }, task: 'a text' },
];

/**
 * Returns the values that stores put into personal places of results. A text in every entry, such as
 * the name "Unknown caller", is a constant and belongs to nobody.
 */
function found({ calls }: Harness): ReadonlySet<string> {
  const entries = new Map<string, Set<string>>();
  for (const [index, { group, name, state, result }] of calls.entries()) {
    if (group !== 'requests' || state !== 'resolved') continue;
    const isKeyed = isMerged(name) && typeof result === 'object' && result !== null;
    for (const [key, entry] of isKeyed ? Object.entries(result) : [[`${index}`, result] as const]) {
      const id = `${name} ${key}`;
      const texts = entries.get(id) ?? new Set();
      const part = isKeyed ? { [key]: entry } : entry;
      replacePersonal(part, maskOf(name, 'result'), (value, _kind, isOfKey) => {
        if (!isOfKey) texts.add(String(value));
      });
      if (texts.size > 0) entries.set(id, texts);
    }
  }
  const all = [...entries.values()];
  const isConstant = (text: string): boolean =>
    all.length > 1 && all.every((texts) => texts.has(text));
  return new Set(all.flatMap((texts) => Array.from(texts)).filter((text) => !isConstant(text)));
}

export const leaksNoPersonalData: ContractRule = {
  id: 'leaks-no-personal-data',
  promise:
    'No personal data appears in what a handler throws, the host’s events, the console or the page’s error reports, even after the answer.',
  why: 'Names, numbers and notes of customers would end in log files and error trackers, which are not protected. The host masks personal data in its events. What a handler throws is in `error.cause`, and its message in the response to the widget.',
  fix: 'Remove the line that writes it, and name no person or number in an error. Write only data that is not personal: the request, the call’s id, a count.',
  subjects: whole,
  async check(ruleContext) {
    const { plugin, withHarness, violation } = ruleContext;
    const markers = createMarkers(1);
    const page = watchPage();
    const working: WorkWatch[] = [];
    try {
      await withHarness(async (harness) => {
        const shown: unknown[] = [];
        const work = watchWork(harness.pluginClock.meter);
        working.push(work);
        for (const step of stepsFor(ruleContext)) {
          const mask = maskOf(step.name, step.kind === 'push' ? 'body' : 'data');
          const body = markers.mark(step.body, mask);
          shown.push(hidePersonal(step.body, mask));
          await runStep(ruleContext, harness, { ...step, body });
        }
        for (const name of invalidOf(plugin))
          for (const body of wrongBodies())
            await harness.request(name, markers.mark(body, maskOf(name, 'data')));
        // What a handler throws when it is aborted, before its start or while it waits.
        for (const step of stepsFor(ruleContext).filter(({ kind }) => kind === 'request')) {
          const body = markers.mark(step.body, maskOf(step.name, 'data'));
          harness.call(step.name, body, AbortSignal.abort(new Error('aborted')));
          const controller = new AbortController();
          const call = harness.call(step.name, body, controller.signal);
          await settle();
          controller.abort(new Error('aborted'));
          await harness.until(() => call.state !== 'running', ABORT_MS);
        }
        await letWorkEnd(harness, work);
        await harness.close();
        await letWorkEnd(harness, work);

        const known = visibleText(shown);
        // The time of the answer is in many places, and belongs to nobody.
        const nows = [harness.clock.now(), Date.now()];
        const needles = [...found(harness)].filter(
          (text) => text.length >= SHORTEST && !known.includes(text) && !isTime(text, nows),
        );
        const leakIn = (text: string): string | undefined =>
          markers.findIn(text) ?? needles.find((needle) => text.includes(needle));
        const written = [
          ...harness.calls.map(
            ({ group, name, error }) =>
              [`what ${group}.${name} throws`, visibleText(error)] as const,
          ),
          ...harness.events.map(
            ({ name, detail }) => [`the host’s event "${name}"`, visibleText(detail)] as const,
          ),
          ...page.written.map(([where, what]) => [where, visibleText(what)] as const),
        ];
        for (const [where, text] of written) {
          const leaked = leakIn(text);
          if (leaked !== undefined)
            throw violation({ expected: 'no personal data', received: `"${leaked}" in ${where}` });
        }
      });
    } finally {
      for (const work of working) work.stop();
      page.stop();
    }
  },
};
