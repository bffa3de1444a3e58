import { ringcxWire, ringexWire, type InspectedWire } from '../problems/inspected-wire.js';
import { ringcxOptionsOf, ringexOptionsOf } from '../relay/options-of-address.js';
import type { AnyWidget } from '../relay/widget-tabs.js';
import { createRingexWidget } from '../ringex-widget/create-ringex-widget.js';
import { RINGEX_VERSIONS, type RingexVersion } from '../ringex-widget/version.js';
import type { RingexWidget, RingexWidgetOptions } from '../ringex-widget/widget.js';
import type { PageLink } from '../simulator/page-link.js';
import { createWidget } from '../widget/create-widget.js';
import type { Disposition } from '../widget/settings.js';
import { VERSIONS, type WidgetVersion } from '../widget/version.js';
import type { Widget, WidgetOptions } from '../widget/widget.js';
import type { Clock, Lead } from '@jackfield/core';
import type { Panel, RingcxPanel, RingexPanel } from './panel.js';

/** How the agent is set up. */
export interface Agent {
  readonly leads: readonly Lead[];
  readonly dispositions: readonly Disposition[];
}

export type WireName = 'ringcx' | 'ringex';

/** What differs between the wires. */
export interface ServedWire {
  readonly inspected: InspectedWire;
  readonly versions: readonly string[];
  /** Of an address without a version. */
  versionAt(address: URL): string;
  /** The set-up that an address asks for, as JSON. */
  setUp(address: URL, version: string): string;
  make(setUp: string, agent: Agent, page: PageLink, clock: Clock): AnyWidget;
  /** Whether a widget with this set-up has calls of RingCX. */
  hasRingcx(setUp: string): boolean;
  /** What the panel shows of the widget. */
  show(widget: AnyWidget | undefined): Pick<Panel, 'state'> & Pick<RingexPanel, 'call'>;
}

/** As many calls of the history are shown. */
const CALLS = 25;

const ringcx: ServedWire = {
  inspected: ringcxWire,
  versions: VERSIONS,
  versionAt: () => '1.0' satisfies WidgetVersion,
  setUp: (address, version) => JSON.stringify({ ...ringcxOptionsOf(address), version }),
  make: (setUp, agent, page, clock) =>
    createWidget({
      ...(JSON.parse(setUp) as WidgetOptions),
      ...agent,
      page,
      clock,
      // The agent decides when the disposition ends, not a timer.
      doneMs: Infinity,
    }),
  hasRingcx: () => true,
  show(widget) {
    if (!widget) return { state: undefined, call: undefined };
    const { state, tabs } = widget as Widget<Clock>;
    const shown: RingcxPanel['state'] = {
      ...state,
      history: state.history.slice(0, CALLS),
      // Its page is gone.
      ...(tabs.length === 0 && { service: undefined }),
    };
    return { state: shown, call: undefined };
  },
};

const ringex: ServedWire = {
  inspected: ringexWire,
  versions: RINGEX_VERSIONS,
  // Only 3.1 carries calls of RingCX.
  versionAt: (address) => (ringexOptionsOf(address).ringcx ? '3.1' : '3.x') satisfies RingexVersion,
  setUp: (address, version) =>
    JSON.stringify({
      ...ringexOptionsOf(address),
      version,
      ringcx: version === '3.1' && ringexOptionsOf(address).ringcx === true,
    }),
  make: (setUp, agent, page, clock) =>
    createRingexWidget({ ...(JSON.parse(setUp) as RingexWidgetOptions), ...agent, page, clock }),
  hasRingcx: (setUp) => (JSON.parse(setUp) as RingexWidgetOptions).ringcx === true,
  show(widget) {
    if (!widget) return { state: undefined, call: undefined };
    const { state, call, tabs } = widget as RingexWidget<Clock>;
    const shown: RingexPanel['state'] = {
      ...state,
      ...(tabs.length === 0 && { service: { ...state.service, name: undefined } }),
      history: state.history.slice(0, CALLS),
      // Not on the phone's screens, and perhaps many.
      contacts: [],
      messageLogs: {},
    };
    return { state: shown, call };
  },
};

export const WIRES: Readonly<Record<WireName, ServedWire>> = { ringcx, ringex };
