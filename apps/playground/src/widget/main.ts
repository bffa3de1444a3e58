import './widget.css';
import { LEADS } from './data.js';
import { simulatedWidget } from './sim/simulated-widget.js';
import { phoneView } from './view/phone-view.js';
import { simulator } from './view/simulator.js';

const widget = simulatedWidget({ page: globalThis.parent, leads: LEADS });
phoneView(widget);
simulator(widget);
