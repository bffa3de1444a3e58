import type { Choice } from './choice.js';

interface ShippedPlugin {
  readonly name: string;
  readonly requests: readonly string[];
  /** When it is the better choice. */
  readonly when: string;
}

const SHIPPED: readonly ShippedPlugin[] = [
  {
    name: '@jackfield/plugin-calllog',
    requests: ['logCall', 'matchCallLogs'],
    when: 'is the whole plugin if all you need is that logs reach your CRM and are found again: you write a store of two methods. It keeps logs while the CRM is down, and shows them to the agent.',
  },
  {
    name: '@jackfield/plugin-contacts',
    requests: ['matchContacts'],
    when: 'is the better choice for finding contacts: you write a source of one method, or use its REST source. It compares numbers in any form, and keeps results.',
  },
];

/** Returns which plugins of Jackfield do what was chosen, and when they are the better choice. */
export const betterChoices = ({ requests }: Pick<Choice, 'requests'>): readonly ShippedPlugin[] =>
  SHIPPED.filter((shipped) => requests.some(({ name }) => shipped.requests.includes(name)));
