import type { ContractRule } from '../contract-rule.js';
import { isMerged } from '../baseline.js';
import { createMarkers } from '../markers.js';
import { hidePersonal, maskOf, replacePersonal } from '../personal.js';
import { rawBodies } from '../raw-bodies.js';
import { visibleText } from '../visible-text.js';
import type { Harness } from '../harness.js';
import { runStep, stepsFor } from '../steps.js';
import { invalidOf, whole } from '../subjects.js';
import { watchPage } from '../watch/watch-page.js';

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
  return new Set(all.flatMap((texts) => [...texts]).filter((text) => !isConstant(text)));
}

/** Returns the texts that handlers threw, which this rule does not check. */
const thrown = ({ calls }: Harness): readonly string[] =>
  calls.flatMap(({ error }) => {
    const { message } = (error ?? {}) as { readonly message?: unknown };
    return [message, error].filter(
      (each): each is string => typeof each === 'string' && each !== '',
    );
  });

export const leaksNoPersonalData: ContractRule = {
  id: 'leaks-no-personal-data',
  promise:
    'No personal data appears in the host’s events, the console or the page’s error reports.',
  why: 'Names, numbers and notes of customers would end in log files and error trackers, which are not protected. The host masks personal data in its events; a plugin must not write it anywhere else.',
  fix: 'Remove the line that writes it, or write only data that is not personal: the request, the call’s id, a count.',
  subjects: whole,
  async check(ruleContext) {
    const { plugin, withHarness, violation } = ruleContext;
    const markers = createMarkers(1);
    const page = watchPage();
    try {
      await withHarness(async (harness) => {
        const shown: unknown[] = [];
        for (const step of stepsFor(ruleContext)) {
          const mask = maskOf(step.name, step.kind === 'push' ? 'body' : 'data');
          const body = markers.mark(step.body, mask);
          shown.push(hidePersonal(step.body, mask));
          await runStep(ruleContext, harness, { ...step, body });
        }
        for (const name of invalidOf(plugin))
          for (const body of wrongBodies())
            await harness.request(name, markers.mark(body, maskOf(name, 'data')));
        await harness.close();

        const known = visibleText(shown);
        const needles = [...found(harness)].filter(
          (text) => text.length >= SHORTEST && !known.includes(text),
        );
        const texts = thrown(harness);
        const leakIn = (text: string): string | undefined =>
          markers.findIn(text) ?? needles.find((needle) => text.includes(needle));
        const written = [
          ...harness.events.map(({ name, detail }) => {
            const text = texts.reduce((all, each) => all.replaceAll(each, ''), visibleText(detail));
            return [`the host’s event "${name}"`, text] as const;
          }),
          ...page.written.map(([where, what]) => [where, visibleText(what)] as const),
        ];
        for (const [where, text] of written) {
          const leaked = leakIn(text);
          if (leaked !== undefined)
            throw violation({ expected: 'no personal data', received: `"${leaked}" in ${where}` });
        }
      });
    } finally {
      page.stop();
    }
  },
};
