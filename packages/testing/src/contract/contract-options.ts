import type { Clock, HostOptions, Messages, Plugin } from '@jackfield/core';
import type {
  callsArea,
  contactsArea,
  messagesArea,
  pagesArea,
  phoneArea,
  Plugin as RingexPlugin,
} from '@jackfield/ringex';
import type { Ignored } from '@jackfield/plugin-kit/contract';
import type { ContractRule } from './contract-rule.js';
import type { OwnData } from './message-data.js';

type Requests = Messages['requests'];
type Pushes = Messages['pushes'];

/** Options of `testPlugin`. All are optional. */
export interface ContractOptions {
  /** The deadlines of the plugin's host, in milliseconds by request. */
  readonly deadlines?: HostOptions['deadlines'];
  /** How many random bodies each rule tries in addition to the examples. Default 20. */
  readonly runs?: number | undefined;
  /** The seed of the random bodies; a failure reports its seed. Default: different in each run. */
  readonly seed?: number | undefined;
  /**
   * How long a handler may go without progress in real time, in milliseconds, while no timer of its
   * clock is set. Default 2,000: a strict write of IndexedDB takes a few ms, a few hundred on a busy
   * machine, and a failing test still ends within the runners' default time-out of five seconds.
   */
  readonly graceMs?: number | undefined;
  /**
   * How much real time the whole suite may take, in milliseconds. When it is used up, one test fails
   * and the tests after it are left out. Default 60,000, and more if `runs` is above 20
   * or the plugin handles more than 16 messages.
   */
  readonly budgetMs?: number | undefined;
  /** Rules to skip: id and reason. The name of the suite lists them. */
  readonly ignore?: Ignored | undefined;
  /** Your own data, by request or push. */
  readonly data?:
    | ({
        readonly [K in keyof Requests]?: OwnData<
          Requests[K] extends { readonly data: infer Data } ? Data : never
        >;
      } & { readonly [K in keyof Pushes]?: OwnData<Pushes[K]> })
    | undefined;
  /** The rules to check: a subset of `contractRules`, or these and your own. Default: all of them. */
  readonly rules?: readonly ContractRule[] | undefined;
}

/** A plugin for RingCX, which is tested on both wires, or one for RingEX, which is tested there. */
export type AnyPlugin =
  | Plugin
  | RingexPlugin<
      | typeof callsArea
      | typeof contactsArea
      | typeof messagesArea
      | typeof pagesArea
      | typeof phoneArea
    >;

/** Creates a fresh plugin for each host that a rule starts. */
export type PluginFactory = (context: {
  /** The clock that the rule moves: the plugin should use it for every timer. */
  readonly clock: Clock;
}) => AnyPlugin;
