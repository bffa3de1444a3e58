import { askInTurn } from '../in-turn.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const worksAfterClose: ContractRule = {
  id: 'works-after-close',
  promise: 'A plugin whose host was closed works as well in the next host.',
  why: 'A single-page application makes its plugins once, and a host each time the widget’s page is shown.',
  fix: 'Begin in `setup` whatever its clean-up ends, or open it anew when it is next used.',
  subjects: requestsOf,
  async check(trial) {
    const { message, dataOf, onStage, beside, breach } = trial;
    const { examples } = dataOf(message);
    const undisturbed = await askInTurn(trial, examples);
    if (!undisturbed) return;
    await onStage(async (first) => {
      for (const data of examples) await first.ask(message, data);
      await first.close();
      const second = beside(first);
      try {
        await second.ready();
        for (const [index, data] of examples.entries()) {
          const came = undisturbed.differs(index, await second.ask(message, data));
          if (came)
            throw breach({ given: data, expected: 'the same answer as in the first host', came });
        }
      } finally {
        await second.close();
      }
    });
  },
};
