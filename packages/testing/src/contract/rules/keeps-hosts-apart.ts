import type { ContractRule } from '../contract-rule.js';
import { createMarkers } from '../markers.js';
import { maskOf } from '../personal.js';
import { visibleText } from '../visible-text.js';
import type { Harness } from '../harness.js';
import { type Step, runStep, stepsFor } from '../steps.js';
import { wholeIfAnyRequest } from '../subjects.js';

export const keepsHostsApart: ContractRule = {
  id: 'keeps-hosts-apart',
  promise:
    'Data that the plugin receives from one host does not appear in its answers to another host.',
  why: 'Two widgets on one page may belong to two agents or two customers: neither may see the caller of the other. Only the data in a store is shared.',
  fix: 'Store data about a call under the call’s id, not in one variable of the plugin; or create one plugin for each host.',
  subjects: wholeIfAnyRequest,
  async check(ruleContext) {
    const { withHarness, beside, violation } = ruleContext;
    const steps = stepsFor(ruleContext);
    const [own, others] = [createMarkers(1), createMarkers(2)];
    const marked = ({ mark }: typeof own, { kind, name, body }: Step): Step => ({
      kind,
      name,
      body: mark(body, maskOf(name, kind === 'push' ? 'body' : 'data')),
    });

    /** Sends everything to one host, then the requests to the other one, and looks for the first one's data. */
    async function compare(one: Harness, other: Harness, markers: typeof own, mine: typeof own) {
      for (const step of steps) await runStep(ruleContext, one, marked(markers, step));
      for (const step of steps.filter(({ kind }) => kind === 'request')) {
        const { name, body } = marked(mine, step);
        const { call } = await other.request(name, body);
        const leaked = markers.findIn(visibleText(call?.result));
        if (leaked === undefined) continue;
        throw violation({
          message: name,
          given: body,
          expected: 'no data of another host',
          received: `"${leaked}", which only the other host had received`,
        });
      }
    }

    await withHarness(async (first) => {
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
