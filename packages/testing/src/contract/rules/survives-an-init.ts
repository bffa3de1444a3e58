import { settle } from '../../test-clock.js';
import { askInTurn } from '../in-turn.js';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

export const survivesAnInit: ContractRule = {
  id: 'survives-an-init',
  promise: 'An init of the widget harms no request that is under way, and none that comes after.',
  why: '1.0 says init for each tab that is opened, at any time (ThirdParty.ts:59-67); an answer that is under way is still waited for.',
  fix: 'Take init for a greeting: throw nothing away and abort nothing because of it.',
  subjects: requestsOf,
  async check(trial) {
    const { message, dataOf, onStage, breach } = trial;
    for (const data of dataOf(message).examples) {
      // Twice, since a plugin that cannot answer again is another rule’s.
      const alone = await askInTurn(trial, [data, data]);
      if (!alone) continue;
      await onStage(async (stage) => {
        const asked = stage.start(message, data);
        await settle();
        await stage.widget.init();
        const next = stage.pluginClock.next;
        if (next !== undefined) await stage.clock.advance((next - stage.clock.elapsed()) / 2);
        await stage.widget.init();
        const [during] = await stage.finish([asked]);
        const after = await stage.ask(message, data);
        for (const [said, outcome] of [
          ['under way at', during],
          ['after', after],
        ] as const) {
          const came = outcome && alone.differs(0, outcome);
          if (came)
            throw breach({ given: data, expected: `the same answer ${said} an init`, came });
        }
      });
    }
  },
};
