import type { Panel, RingcxPanel, RingexPanel } from '@jackfield/testing/served';
import type { PhoneWidget } from '../widget/phone.js';
import type { RingexPhoneWidget } from '../widget/ringex/phone.js';
import type { Remote } from './remote.js';

/** A phone whose widget runs in another process. */
export interface RemotePhone<W> {
  readonly widget: W;
  /** Shows what has changed. */
  update(panel: Panel): void;
}

interface Source {
  readonly remote: Remote;
  /** Shows why an action is not possible. */
  readonly onError: (error: unknown) => void;
}

/** What is read of a widget; all else are actions. */
function phoneOf<W extends object, P extends Panel>(
  first: P,
  read: (panel: P) => Partial<W>,
  perform: (action: string, args: readonly unknown[]) => Promise<unknown>,
): RemotePhone<W> {
  let panel = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const widget = new Proxy({} as W, {
    get(_target, member) {
      const values: Readonly<Record<PropertyKey, unknown>> = { subscribe, ...read(panel) };
      if (Object.hasOwn(values, member)) return values[member];
      return (...args: readonly unknown[]) => perform(String(member), args);
    },
  });
  return {
    widget,
    update(next) {
      panel = next as P;
      for (const listener of listeners) listener();
    },
  };
}

/** A call is sent as its key. */
const keysOf = (args: readonly unknown[]): readonly unknown[] =>
  args.map((arg) => (isCall(arg) ? arg.key : arg));
const isCall = (arg: unknown): arg is { readonly key: string } =>
  typeof arg === 'object' && arg !== null && 'key' in arg && 'matches' in arg;

/** A RingCX phone, whose views do not wait for their actions. */
export const ringcxPhone = (
  panel: RingcxPanel,
  { remote, onError }: Source,
): RemotePhone<PhoneWidget> =>
  phoneOf<PhoneWidget, RingcxPanel>(
    panel,
    ({ version, state, toast }) => ({
      version,
      ...(state && { state }),
      toasts: toast ? [toast] : [],
    }),
    (action, args) =>
      remote.run({ name: 'act', action, args: keysOf(args) }).catch((error: unknown) => {
        onError(error);
        return undefined;
      }),
  );

/** A RingEX phone, whose views show why an action is not possible. */
export const ringexPhoneWidget = (
  panel: RingexPanel,
  { remote }: Pick<Source, 'remote'>,
): RemotePhone<RingexPhoneWidget> =>
  phoneOf<RingexPhoneWidget, RingexPanel>(
    panel,
    ({ version, state, call }) => ({
      version,
      call,
      ...(state && { state, phase: state.phase }),
    }),
    (action, args) => remote.run({ name: 'act', action, args: keysOf(args) }),
  );
