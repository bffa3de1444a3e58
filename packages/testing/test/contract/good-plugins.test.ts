import { acmeLeads } from '../../../../apps/playground/src/acme-plugin.js';
import { testPlugin } from '../../src/vitest.js';
import { tidy } from './tidy-plugin.js';

// With the default number of random bodies in good-plugins.long.test.ts.
const runs = 4;

testPlugin(tidy, { runs });

// A value, and not what makes one: the plugin of the playground, with a screen that shows nothing.
testPlugin(acmeLeads({ caller: () => undefined, lead: async () => undefined }), { runs });
