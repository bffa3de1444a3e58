import type { Choice } from '../choice.js';
import { rules } from '../generated/agents.js';
import { behaviourTestName } from './tests.js';

/** Where the rules, which are those of RingCX, do not hold. */
const RINGEX = `
On RingEX, \`definePlugin\`, the areas of the messages and their types come from \`@jackfield/ringex\`. There are more requests than the rules list, and other deadlines: [the reference](https://github.com/jackfield/jackfield/blob/main/docs/generated/ringex/reference/index.md) has all of them. The widget gets an empty answer in place of an error.
`;

/** AGENTS.md: the rules for coding assistants. */
export const agents = (choice: Choice): string => `# AGENTS.md

${choice.name} is a plugin of Jackfield for RingCentral's ${choice.wire === 'ringcx' ? 'RingCX widget' : 'RingEX Embeddable'}: \`src/index.${choice.language}\`. Follow these rules when you change it.
${choice.wire === 'ringcx' ? '' : RINGEX}
${rules}

## Tests

\`test/contract.test.${choice.language}\` checks the plugin against the plugin contract: everything that the widget may do. A failure names the rule and how to fix it. Fix the plugin, not the test. \`${behaviourTestName(choice)}.${choice.language}\` tests the behaviour of this plugin with a simulated widget; it needs no browser and no account.

\`\`\`sh
npm test
npm run typecheck
npm run check # static checks; fix each reported violation (exit code 1)
\`\`\`
`;
