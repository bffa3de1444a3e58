import { vi } from 'vitest';
import { badPlugins, testBadPlugins } from './bad-plugins.js';

vi.mock('../../src/contract/real-time.js', () => import('./counted-time.js'));

testBadPlugins(badPlugins);
