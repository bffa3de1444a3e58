// Runs within a frame that a test can take away, as a browser takes a tab.
import { connect } from '../../../plugin-kit/test/widget.js';
import { callLog } from '../../src/index.js';
import type { OpenTab } from './tabs.js';

const openTab: OpenTab = (options) => {
  const plugin = callLog(options);
  return { plugin, ...connect([plugin]) };
};

window.dispatchEvent(new CustomEvent('tab', { detail: openTab }));
