import { askInTurn } from '../in-turn.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const survivesANeighbour: ContractRule = {
  id: 'survives-a-neighbour',
  promise: 'When one of two hosts with the plugin is closed, it works on in the other.',
  why: 'A page may show two widgets, each with a host of its own; what one host’s clean-up ends, the other still needs.',
  fix: 'Count the hosts that use what the clean-up ends, and end it with the last; or open it anew when it is next used.',
  subjects: requestsOf,
  async check(trial) {
    const { message, dataOf, onStage, beside, breach } = trial;
    const { examples } = dataOf(message);
    const undisturbed = await askInTurn(trial, examples);
    if (!undisturbed) return;
    await onStage(async (stage) => {
      const neighbour = beside(stage);
      await neighbour.ready();
      const underWay = stage.start(message, examples[0]);
      await neighbour.close();
      const outcomes = [...(await stage.finish([underWay]))];
      for (const data of examples.slice(1)) outcomes.push(await stage.ask(message, data));
      for (const [index, outcome] of outcomes.entries()) {
        const came = undisturbed.differs(index, outcome);
        if (!came) continue;
        const expected = 'the same answer when another host with this plugin has been closed';
        throw breach({ given: examples[index], expected, came });
      }
    });
  },
};
