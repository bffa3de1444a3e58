import type { ContractRule } from '../contract-rule.js';
import { createMarkers } from '../markers.js';
import { hidePersonal, maskOf, replacePersonal } from '../personal.js';
import { rawBodies } from '../raw-bodies.js';
import { saidIn } from '../said-in.js';
import type { Stage } from '../stage.js';
import { stepsFor, take } from '../steps.js';
import { invalidOf, whole } from '../subjects.js';
import { watchPage } from '../watch/watch-page.js';

/** A text so short may stand anywhere by chance. */
const SHORTEST = 5;

/** What breaks every schema, and has texts that are or may be personal. */
const wrongBodies = (): readonly unknown[] => [
  ...rawBodies(),
  { lead: 'a text', call: { from: 'a text', to: { phoneNumber: ['a text'] } }, task: 'a text' },
];

/** What the stores have brought into results, at the places that are personal. */
function found({ calls }: Stage): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { group, name, state, result } of calls) {
    if (group !== 'requests' || state !== 'resolved') continue;
    replacePersonal(result, maskOf(name, 'result'), (value) => texts.add(String(value)));
  }
  return texts;
}

/** What the handlers have thrown, in words: theirs to answer for. */
const thrown = ({ calls }: Stage): readonly string[] =>
  calls.flatMap(({ error }) => {
    const { message } = (error ?? {}) as { readonly message?: unknown };
    return [message, error].filter(
      (each): each is string => typeof each === 'string' && each !== '',
    );
  });

export const leaksNoPersonalData: ContractRule = {
  id: 'leaks-no-personal-data',
  promise:
    'Nothing personal gets into the host’s events, the console or the page’s error handling.',
  why: 'Names, numbers and notes of customers end in log files and error trackers, where nobody looks after them. The host masks what it tells; a plugin must not tell it by the side.',
  fix: 'Take the line out that writes it, or write what is not personal: the request, the call’s id, how many.',
  subjects: whole,
  async check(trial) {
    const { plugin, onStage, breach } = trial;
    const markers = createMarkers(1);
    const page = watchPage();
    try {
      await onStage(async (stage) => {
        const shown: unknown[] = [];
        for (const step of stepsFor(trial)) {
          const mask = maskOf(step.name, step.kind === 'push' ? 'body' : 'data');
          const body = markers.mark(step.body, mask);
          shown.push(hidePersonal(step.body, mask));
          await take(trial, stage, { ...step, body });
        }
        for (const name of invalidOf(plugin))
          for (const body of wrongBodies())
            await stage.ask(name, markers.mark(body, maskOf(name, 'data')));
        await stage.close();

        const known = saidIn(shown);
        const needles = [...found(stage)].filter(
          (text) => text.length >= SHORTEST && !known.includes(text),
        );
        const texts = thrown(stage);
        const leakIn = (text: string): string | undefined =>
          markers.findIn(text) ?? needles.find((needle) => text.includes(needle));
        const said = [
          ...stage.events.map(({ name, detail }) => {
            const text = texts.reduce((all, each) => all.replaceAll(each, ''), saidIn(detail));
            return [`the host’s event "${name}"`, text] as const;
          }),
          ...page.said.map(([where, what]) => [where, saidIn(what)] as const),
        ];
        for (const [where, text] of said) {
          const leaked = leakIn(text);
          if (leaked !== undefined)
            throw breach({ expected: 'nothing personal', came: `"${leaked}" in ${where}` });
        }
      });
    } finally {
      page.stop();
    }
  },
};
