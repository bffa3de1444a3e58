/**
 * Which widget is played: `0.x` is still served at ringcentral.github.io, `1.0` is the beta at
 * cdn.labs.ringcentral.com, `next` is what has been committed since.
 */
export type WidgetVersion = '0.x' | '1.0' | 'next';

/** One thing that the widget does, and where its source says so. */
export interface Behaviour {
  readonly says: string;
  readonly versions: 'all' | '0.x' | '1.0' | 'next' | '0.x 1.0' | '1.0 next';
  /**
   * A path without a key is in `1e7335f` (1.0), one after `X0` in `52fdfc6` (0.x), `X1+` is a later
   * commit, and `JSW`, `MT` and `DM` are RingCentral's shared packages. `[inf]` marks what had to be
   * inferred, because that code is not public.
   */
  readonly source: string;
}

/** All versions, the oldest first. */
export const VERSIONS: readonly WidgetVersion[] = ['0.x', '1.0', 'next'];

/** Whether a widget of this version does it. */
export const isTrueFor = ({ versions }: Behaviour, version: WidgetVersion): boolean =>
  versions === 'all' || versions.split(' ').includes(version);
