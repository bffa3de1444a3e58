/**
 * The simulated version: `2.x` is the released one, `3.x` the beta, `3.1` the alpha that carries calls of
 * RingCX too.
 */
export type RingexVersion = '2.x' | '3.x' | '3.1';

/** One behaviour of the widget, and its place in the widget's source. */
export interface RingexBehaviour {
  readonly description: string;
  readonly versions: 'all' | '2.x' | '3.1' | '2.x 3.x' | '3.x 3.1';
  /**
   * A path without a key is in ringcentral/ringcentral-embeddable at `27dc6ae` (3.x), below
   * `src/modules`; one after `EX2` is at `f4c2ef0` (2.x), one after `docs` is a document of 3.x. `COM` is
   * the package `@ringcentral-integration/commons` 0.16.0, `CORE` is
   * `@ringcentral-integration/core` 0.14.0. `[doc]` marks what only a document says, because the source
   * of 3.1 is not public: `docs/integration/ringcx.md` at `5e47251`. `[inf]` marks what is inferred.
   */
  readonly source: string;
}

/** All versions, the oldest first. */
export const RINGEX_VERSIONS: readonly RingexVersion[] = ['2.x', '3.x', '3.1'];
