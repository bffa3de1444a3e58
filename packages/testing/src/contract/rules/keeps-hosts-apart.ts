import type { ContractRule } from '../contract-rule.js';
import { createMarkers } from '../markers.js';
import { maskOf } from '../personal.js';
import { saidIn } from '../said-in.js';
import type { Stage } from '../stage.js';
import { type Step, stepsFor, take } from '../steps.js';
import { wholeIfAsked } from '../subjects.js';

export const keepsHostsApart: ContractRule = {
  id: 'keeps-hosts-apart',
  promise: 'What one host tells the plugin does not show in the answers of another one.',
  why: 'Two widgets of one page may be two agents’ or two customers’: the caller of one is no business of the other. Only what a store keeps is shared.',
  fix: 'Keep what you note of a call under the call’s id, not in one variable of the plugin; or give each host a plugin of its own.',
  subjects: wholeIfAsked,
  async check(trial) {
    const { onStage, beside, breach } = trial;
    const steps = stepsFor(trial);
    const [own, others] = [createMarkers(1), createMarkers(2)];
    const marked = ({ mark }: typeof own, { kind, name, body }: Step): Step => ({
      kind,
      name,
      body: mark(body, maskOf(name, kind === 'push' ? 'body' : 'data')),
    });

    /** The one host hears and answers everything; then the other one is asked. */
    async function compare(heard: Stage, asked: Stage, markers: typeof own, mine: typeof own) {
      for (const step of steps) await take(trial, heard, marked(markers, step));
      for (const step of steps.filter(({ kind }) => kind === 'request')) {
        const { name, body } = marked(mine, step);
        const { call } = await asked.ask(name, body);
        const leaked = markers.findIn(saidIn(call?.result));
        if (leaked === undefined) continue;
        throw breach({
          message: name,
          given: body,
          expected: 'nothing of what another host was told',
          came: `"${leaked}", which only the other host had heard of`,
        });
      }
    }

    await onStage(async (first) => {
      const second = beside(first);
      try {
        await second.ready();
        await compare(first, second, own, others);
        await compare(second, first, createMarkers(3), others);
      } finally {
        await second.close();
      }
    });
  },
};
