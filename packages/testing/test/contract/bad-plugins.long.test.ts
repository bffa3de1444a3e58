import { vi } from 'vitest';
import { badPlugins, ruleOf, testBadPlugins } from './bad-plugins.js';

vi.mock('../../src/contract/real-time.js', () => import('./counted-time.js'));

// The other ways to break a rule.
testBadPlugins(badPlugins.filter((name) => name !== ruleOf(name)));
