import type { Choice } from '../choice.js';
import { rules } from '../generated/agents.js';
import { behaviourTestName } from './tests.js';

/** What coding assistants are told, so that they change the plugin as it must be. */
export const agents = (choice: Choice): string => `# AGENTS.md

${choice.name} is a plugin of Jackfield for RingCentral's RingCX widget: \`src/index.${choice.language}\`. Whoever changes it, keep to this.

${rules}

## Tests

\`test/contract.test.${choice.language}\` does to the plugin whatever the widget may do; a failure says which rule is broken, and how it is mended. Mend the plugin, not the test. \`${behaviourTestName(choice)}.${choice.language}\` says what this plugin does, with a simulated widget, without a browser and without an account.

\`\`\`sh
npm test
npm run typecheck
npm run check # what a machine sees in the source; exit code 1: mend what it says
\`\`\`
`;
