/**
 * The simulated version: `0.x` is still served at ringcentral.github.io, `1.0` is the beta at
 * cdn.labs.ringcentral.com, `next` contains the commits since then.
 */
export type WidgetVersion = '0.x' | '1.0' | 'next';

/** One behaviour of the widget, and its place in the widget's source. */
export interface Behaviour {
  readonly description: string;
  readonly versions: 'all' | '0.x' | '1.0' | 'next' | '0.x 1.0' | '1.0 next';
  /**
   * A path without a key is in `1e7335f` (1.0), one after `X0` in `52fdfc6` (0.x), `X1+` is a later
   * commit, and `JSW`, `MT` and `DM` are RingCentral's shared packages. `[inf]` marks behaviour that is
   * inferred, because the code is not public.
   */
  readonly source: string;
}

/** All versions, the oldest first. */
export const VERSIONS: readonly WidgetVersion[] = ['0.x', '1.0', 'next'];

/** Returns whether this version has the behaviour. */
export const isTrueFor = ({ versions }: { readonly versions: string }, version: string): boolean =>
  versions === 'all' || versions.split(' ').includes(version);
