import { testPlugin } from '@jackfield/testing/vitest';
import { acmeLeads } from '../src/acme-plugin.js';

// The value itself, in place of a factory: the plugin of the page, with a screen that shows nothing.
testPlugin(acmeLeads({ caller: () => undefined, lead: async () => undefined }), { runs: 4 });
