import {
  createHost,
  definePlugin,
  type Host,
  type HostOptions,
  type Plugin,
  type PluginDefinition,
  type Transport,
} from '@jackfield/core';
import type { FailedKeyword } from '@jackfield/core/protocol';
import { protocol } from '@jackfield/core/ringcx';
import type { Answer } from '../simulator/answer.js';
import type { TestClock } from '../test-clock.js';
import { createWidget } from '../widget/create-widget.js';

/** What a rule may do on the widget's side, whichever the widget is. */
export interface WidgetEnd {
  readonly transport: Transport;
  readonly requests: readonly { readonly id: string; readonly responses: number }[];
  /** Sends a request; on each wire the result is that of the plugin. */
  request(name: string, data: unknown): Promise<Answer>;
  push(name: string, body: unknown): Promise<void>;
  /** Sends the message that says that the widget is ready. */
  init(): Promise<void>;
  close(): void;
}

interface StartOptions extends Pick<HostOptions, 'service' | 'widget' | 'clock' | 'deadlines'> {
  readonly plugin: Plugin;
}

/** A wire that plugins are tested on. */
export interface ContractWire {
  readonly name: 'RingCX' | 'RingEX';
  readonly requests: Readonly<
    Record<string, { readonly deadlineMs: number; readonly combine: string }>
  >;
  /** Declares a plugin for this wire. */
  define(definition: PluginDefinition): Plugin;
  checkResult(name: string, result: unknown): readonly FailedKeyword[] | undefined;
  open(clock: TestClock): WidgetEnd;
  start(options: StartOptions): Host;
  /**
   * Returns a body as plugins get it over this wire, in a list; `undefined` if it does not come there.
   */
  carried(name: string, body: unknown): readonly [unknown] | undefined;
}

export const RINGCX: ContractWire = {
  name: 'RingCX',
  requests: protocol.requests,
  define: (definition) => definePlugin(definition),
  checkResult: protocol.checkResult,
  open: (clock) => createWidget({ clock }),
  start: ({ plugin, ...options }) => createHost({ ...options, plugins: [plugin] }),
  carried: (_name, body) => [body],
};
