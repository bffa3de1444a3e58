/**
 * The simulated widget of `jackfield widget`, which runs in another process than the browser. It is not
 * published by itself: the command contains it.
 *
 * @packageDocumentation
 */
export { createServedWidget } from './served/create-served-widget.js';
export type {
  Connection,
  ServedWidget,
  ServedWidgetOptions,
} from './served/create-served-widget.js';
export type { AppDocument } from './served/frame-tab.js';
export { readFromDocument } from './served/messages.js';
export type { FromDocument, ToDocument } from './served/messages.js';
export type {
  Panel,
  PanelAnswer,
  PanelChange,
  PanelCommand,
  PanelEvent,
  Problem,
  RingcxPanel,
  RingexPanel,
  SentCommand,
  ShownMessage,
  ShownOutcome,
  Warning,
} from './served/panel.js';
export type { Agent, WireName } from './served/served-wire.js';
