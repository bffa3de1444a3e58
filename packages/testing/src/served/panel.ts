import type { Problem, Warning } from '../problems/problem.js';
import type { RingexCall, RingexState } from '../ringex-widget/widget.js';
import type { RingexVersion } from '../ringex-widget/version.js';
import type { Toast } from '../widget/context.js';
import type { WidgetVersion } from '../widget/version.js';
import type { WidgetState } from '../widget/widget.js';

/** The outcome of a message, as far as it is known. */
export type ShownOutcome =
  | 'delivered'
  | 'received'
  | 'waiting'
  | 'answered'
  | 'failed'
  | 'timeout'
  /** The frame was removed or reloaded before an answer came. */
  | 'lost'
  /** The control panel has dropped it. */
  | 'dropped'
  /** It does not match its schema. */
  | 'invalid'
  /** No schema describes it. */
  | 'unknown'
  /** It has no effect: a second or late answer, or one to an unknown request. */
  | 'ignored';

/** A message on the wire, without personal data. */
export interface ShownMessage {
  readonly id: number;
  readonly at: number;
  readonly tab: number;
  /** `in`: from the widget; `out`: from the page. */
  readonly direction: 'in' | 'out';
  readonly name: string;
  readonly wireType?: string | undefined;
  readonly outcome: ShownOutcome;
  /** How long a request took, in milliseconds. */
  readonly ms?: number | undefined;
  /** Its parts as text. */
  readonly parts: readonly (readonly [title: string, text: string])[];
}

/** What both widgets show. */
interface AnyPanel<Wire, Version, State> {
  readonly wire: Wire;
  readonly version: Version;
  readonly versions: readonly Version[];
  /** The origins of the pages that have loaded the widget, one for each tab. */
  readonly pages: readonly string[];
  /** Whether messages pass at all. */
  readonly isOnline: boolean;
  /** How long the messages of the page are held back, in milliseconds. */
  readonly delayMs: number;
  /** `undefined` while no page has loaded the widget. */
  readonly state: State | undefined;
  readonly toast: Toast | undefined;
  readonly hasRingcx: boolean;
}

export type RingcxPanel = AnyPanel<'ringcx', WidgetVersion, WidgetState>;
/** `call` is the call in progress, or the one that waits for its disposition. */
export type RingexPanel = AnyPanel<'ringex', RingexVersion, RingexState> & {
  readonly call: RingexCall | undefined;
};

/** Everything that the control panel shows, except messages and problems. */
export type Panel = RingcxPanel | RingexPanel;

/** A change that the control panel shows. */
export type PanelChange =
  | { readonly kind: 'panel'; readonly panel: Panel }
  | {
      readonly kind: 'messages';
      readonly added: readonly ShownMessage[];
      readonly changed: readonly ShownMessage[];
      /** How many came before those that are added, and are not kept. */
      readonly skipped: number;
      /** Whether those before are no longer shown. */
      readonly isReset: boolean;
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** A command of the control panel. */
export type PanelCommand =
  /** An action of a caller or an agent, which is a method of the widget. */
  | { readonly name: 'act'; readonly action: string; readonly args: readonly unknown[] }
  /** Starts the widget again as another version. */
  | { readonly name: 'version'; readonly version: string }
  | { readonly name: 'online'; readonly isOnline: boolean }
  | { readonly name: 'delay'; readonly delayMs: number }
  | { readonly name: 'reload' }
  | { readonly name: 'clearMessages' }
  | { readonly name: 'clearProblems' }
  /** Sends the page a forged request, and returns its warnings. */
  | { readonly name: 'warnings' };

/** The answer to a command. */
export type PanelAnswer = { readonly value: unknown } | { readonly error: string };

/** What a control panel sends: commands start in this order, and need not end in it. */
export interface SentCommand {
  /** The name of the control panel, which it has received first. */
  readonly panel: string;
  readonly id: number;
  readonly command: PanelCommand;
}

/** What a control panel receives. */
export type PanelEvent =
  | { readonly kind: 'connected'; readonly panel: string }
  | PanelChange
  | { readonly kind: 'answer'; readonly id: number; readonly answer: PanelAnswer };

export type { Problem, Warning };
