import type { Clock, HostOptions, Messages, Plugin } from '@jackfield/core';
import type { Ignored } from '@jackfield/plugin-kit/contract';
import type { ContractRule } from './contract-rule.js';
import type { OwnData } from './message-data.js';

type Requests = Messages['requests'];
type Pushes = Messages['pushes'];

/** What `testPlugin` may be told. All of it may be left out. */
export interface ContractOptions {
  /** Milliseconds within which a request is answered, as the plugin's host has them. */
  readonly deadlines?: HostOptions['deadlines'];
  /** How many random bodies each rule takes, beside the examples. Default 20. */
  readonly runs?: number | undefined;
  /** Where the random bodies begin; a failure tells its seed. Another one each time if left out. */
  readonly seed?: number | undefined;
  /**
   * How long a handler may be silent in real time, in milliseconds, while the clock stands. Default
   * 2,000: a strict write of IndexedDB takes a few, some hundred at worst on a busy machine, and a
   * test that fails so still ends within the five seconds that runners give it.
   */
  readonly graceMs?: number | undefined;
  /** Rules that are not checked, by their ids, each with the reason. The suite's name tells them. */
  readonly ignore?: Ignored | undefined;
  /** Data of your own, by request or push. */
  readonly data?:
    | ({
        readonly [K in keyof Requests]?: OwnData<
          Requests[K] extends { readonly data: infer Data } ? Data : never
        >;
      } & { readonly [K in keyof Pushes]?: OwnData<Pushes[K]> })
    | undefined;
  /** Which rules. All of `contractRules` if left out; add your own to them, or take some. */
  readonly rules?: readonly ContractRule[] | undefined;
}

/** Makes the plugin afresh for each host that a rule starts. */
export type PluginFactory = (context: {
  /** The time as the rule moves it: for all that the plugin waits for. */
  readonly clock: Clock;
}) => Plugin;
