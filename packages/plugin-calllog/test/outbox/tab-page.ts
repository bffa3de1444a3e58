// Runs within a frame that a test can take away, as a browser takes a tab.
import { connect } from '../../../plugin-kit/test/widget.js';
import { createCallLog } from '../../src/call-log.js';
import { clockTiming } from '../../src/outbox/timing.js';
import type { OpenTab } from './tabs.js';

const openTab: OpenTab = (options, times) => {
  const timing = clockTiming(options.now);
  const plugin = createCallLog(options, times ? { ...timing, leadership: times } : timing);
  return { plugin, ...connect([plugin]) };
};

window.dispatchEvent(new CustomEvent('tab', { detail: openTab }));
