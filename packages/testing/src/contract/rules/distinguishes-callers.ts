import type { Contact } from '@jackfield/core';
import type { ContractRule } from '../contract-rule.js';
import { requestsOf } from '../subjects.js';

/** Numbers that no two people share. A withheld one may have a contact of its own, or none. */
const NUMBERS = ['6505550121', '7205550199', '+442079460018', '4155550100'];

const MATCHER = 'matchContacts';

/** Returns the ids of contacts. One without an id stands for nobody in particular. */
const idsOf = (contacts: readonly Contact[] | undefined): readonly string[] =>
  (contacts ?? []).flatMap(({ id, type }) =>
    id === undefined ? [] : [JSON.stringify([type, id])],
  );

export const distinguishesCallers: ContractRule = {
  id: 'distinguishes-callers',
  promise: 'No contact is found for every number.',
  why: 'A wrong person is worse than nobody: the agent greets the caller by another name, and the log is filed under another customer.',
  fix: 'Search by the number. Return [] for a number that the CRM does not know or that is withheld, and a name without an id as a placeholder.',
  subjects: (plugin) => requestsOf(plugin).filter((name) => name === MATCHER),
  async check({ message, dataOf, withHarness, violation }) {
    if (dataOf(message).isOwn) return;
    const queries = NUMBERS.map((phoneNumber) => ({ phoneNumber, callType: 'inbound' }));
    await withHarness(async (harness) => {
      const found = new Map<string, readonly string[]>();
      for (const list of [queries, ...queries.map((query) => [query])]) {
        const { call, issue } = await harness.request(message, list);
        if (issue) return;
        const result = call?.result as Readonly<Record<string, readonly Contact[] | undefined>>;
        for (const { phoneNumber } of list) {
          const ids = idsOf(result[phoneNumber]);
          found.set(phoneNumber, [...(found.get(phoneNumber) ?? []), ...ids]);
        }
      }
      const [first = [], ...others] = [...found.values()];
      const id = first.find((each) => others.every((ids) => ids.includes(each)));
      if (id === undefined) return;
      throw violation({
        given: queries,
        expected: 'a contact only for the numbers that it has',
        received: `the contact with the type and id ${id} for every number`,
      });
    });
  },
};
