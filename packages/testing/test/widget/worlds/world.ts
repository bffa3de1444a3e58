import type { WidgetOptions } from '@jackfield/testing';
import type { Reply } from './raw-page.js';

/** The options of a widget that can be posted to wherever it runs. */
export type PlainOptions = Omit<WidgetOptions, 'clock' | 'page'>;

/** A page around the widget: what it receives and posts. */
export interface WorldPage {
  /** All that the widget has posted to this page, in order. */
  received(): Promise<readonly unknown[]>;
  /** Posts to the widget; resolves when it has taken it, and what it caused has come back. */
  post(message: unknown): Promise<void>;
  /** What requests of this wire type are answered with from here on. */
  answer(type: string, reply: Reply): Promise<void>;
}

/**
 * A place in which the widget runs. Everything that passes here can be posted, so a world may be in
 * this process, in a frame, or in a browser that is driven from outside.
 */
export interface World {
  /** Calls a method of the widget, or of a tab: `inboundCall`, `tabs.2.focus`. */
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  /** Reads a property of the widget, as plain data. */
  get(property: string): Promise<unknown>;
  /** Moves the widget's clock. */
  advance(ms: number): Promise<void>;
  /** The page around a tab; tabs count from 1. */
  page(tab: number): WorldPage;
  /** Opens a tab with a page around it; returns its number. */
  openTab(options: { readonly popup?: boolean }): Promise<number>;
  /** Loads the document of the first tab once more. */
  reload(options: { readonly worker?: 'stays' | 'ends' }): Promise<void>;
  /** Posts to the first tab's widget from a window of another origin that is not its page. */
  stranger(message: unknown): Promise<void>;
  /** Lets pass what is on its way, in both directions. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** How a world begins. */
export interface Beginning {
  /** The page begins to listen only when the widget has started. */
  readonly listensLate: boolean;
}

/** Makes a world with a fresh widget in it. */
export type StartWorld = (options: PlainOptions, how: Beginning) => Promise<World>;
