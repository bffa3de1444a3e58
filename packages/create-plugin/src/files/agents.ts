import type { Choice } from '../choice.js';
import { rules } from '../generated/agents.js';
import { behaviourTestName } from './tests.js';

/** AGENTS.md: the rules for coding assistants. */
export const agents = (choice: Choice): string => `# AGENTS.md

${choice.name} is a plugin of Jackfield for RingCentral's RingCX widget: \`src/index.${choice.language}\`. Follow these rules when you change it.

${rules}

## Tests

\`test/contract.test.${choice.language}\` checks the plugin against the plugin contract: everything that the widget may do. A failure names the rule and how to fix it. Fix the plugin, not the test. \`${behaviourTestName(choice)}.${choice.language}\` tests the behaviour of this plugin with a simulated widget; it needs no browser and no account.

\`\`\`sh
npm test
npm run typecheck
npm run check # static checks; fix each reported violation (exit code 1)
\`\`\`
`;
