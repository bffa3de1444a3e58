import type { Dispatched, FailedKeyword, MessageMaps, Protocol } from '@jackfield/core/protocol';
import {
  checkResult,
  isLogCallData,
  isMatchCallLogsData,
  isMatchContactsData,
  isRingCall,
  issuesOf,
  masks as ringcxMasks,
} from '@jackfield/core/ringcx';
import * as dispatcher from './generated/base/dispatcher.js';
import * as envelope from './generated/base/envelope.js';
import { pagePushes, wire } from './generated/base/messages.js';
import type { Area, RingexMessages } from './messages.js';
import { nameOf, tablesOf } from './tables.js';
import type { RingexOptions } from './translate/options.js';
import { createTranslator, type SpokenRequest } from './translate/translator.js';

type Part = Pick<
  Protocol<MessageMaps>,
  'dispatchFromWidget' | 'checkResult' | 'checkPageMessage' | 'checkPageResult'
>;

type Translate = (body: unknown) => { readonly name: string; readonly body: unknown } | undefined;

interface Request {
  in(data: unknown): { readonly data?: unknown; readonly context?: object };
  out(result: unknown): unknown;
}

/** The member of a group with a name that the compiler does not know. */
const own = <T>(group: object, name: string): T | undefined =>
  Object.hasOwn(group, name) ? (group as Readonly<Record<string, T>>)[name] : undefined;

/** What plugins get is checked as on RingCX: the wire's own bodies are large, and may have any members besides. */
const CHECKS = {
  logCall: isLogCallData,
  matchContacts: isMatchContactsData,
  matchCallLogs: isMatchCallLogsData,
  ringCall: isRingCall,
  newCall: isRingCall,
  endCall: isRingCall,
};

const checkBody = (name: string, body: unknown): readonly FailedKeyword[] | undefined => {
  const check = own<typeof isRingCall>(CHECKS, name);
  return check && issuesOf(check, body);
};

const issue = (pointer: string, expected: string): readonly FailedKeyword[] => [
  { pointer, keyword: 'translation', expected },
];

/** Every set of areas has plugins of its own. */
const setsOf = (areas: readonly Area[]): readonly (readonly Area[])[] =>
  areas.reduce<readonly (readonly Area[])[]>(
    (sets, area) => [...sets, ...sets.map((set) => [...set, area])],
    [[]],
  );

/**
 * Returns the protocol of RingEX Embeddable for one host: plugins for RingCX run on it unchanged.
 *
 * It remembers the calls and leads of its widget, so each host needs one of its own.
 *
 * @example
 * ```ts
 * const host = createHost({ service: 'Acme CRM', plugins: [callLog()], protocol: createRingex() });
 * ```
 */
export function createRingex<A extends Area = never>(
  options: RingexOptions<A> = {},
): Protocol<RingexMessages<A>> {
  const { areas = [], registration } = options;
  const added = areas.map(({ protocol }) => protocol);
  const parts: readonly Part[] = [dispatcher, ...added];
  const translator = createTranslator(options);
  const requests = translator.requests as Readonly<Record<SpokenRequest, Request>>;
  const tables = tablesOf(areas);

  /** Translates a message of the widget. */
  function translate(found: Dispatched & { readonly status: 'valid' }): Dispatched {
    const { kind, name, body } = found;
    const push = kind === 'push' && own<Translate>(translator.pushes, name);
    if (push) {
      const told = push(body);
      if (!told) return { status: 'internal', kind, name };
      const issues = checkBody(told.name, told.body);
      return issues ? { status: 'invalid', kind, name, issues } : { ...found, ...told };
    }
    const request = kind === 'request' && own<Request>(requests, name);
    if (!request) {
      translator.onPush(name, body);
      return found;
    }
    const { data, context } = request.in(body);
    if (data === undefined) return { status: 'settled', kind: 'request', name };
    const issues = checkBody(name, data);
    return issues
      ? { status: 'invalid', kind, name, issues }
      : { ...found, body: data, ...(context && { context }) };
  }

  /** The command with its name on the wire; `undefined` if it cannot be said. */
  function sent(name: string, body: unknown): ReturnType<Translate> {
    const command = own<Translate>(translator.commands, name);
    return command ? command(body) : { name, body };
  }

  const protocol: Protocol<MessageMaps> = {
    ...wire,
    ...tables,
    speaks: ['ringcx', ...setsOf(areas).map(nameOf)],
    roles: { ready: ['init', 'loginStatus'], register: 'register' },
    masks: {
      fromWidget: Object.assign(
        {},
        ...added.map(({ masks }) => masks.fromWidget),
        ringcxMasks.fromWidget,
      ) as object,
      fromPage: Object.assign(
        {},
        ...added.map(({ masks }) => masks.fromPage),
        ringcxMasks.fromPage,
      ) as object,
    } as Protocol<MessageMaps>['masks'],
    readEnvelope: envelope.readEnvelope,
    registerBody(name, capabilities) {
      translator.service = name;
      const types = Object.values<{ readonly capability: string; readonly type: string }>(
        tables.requests,
      ).map(({ capability, type }) => [capability, type] as const);
      const paths = types.filter(([capability]) => Object.hasOwn(capabilities, capability));
      return { service: { ...registration, ...Object.fromEntries(paths), name } };
    },
    dispatchFromWidget(kind, type, body, asked) {
      if (asked !== undefined && own(requests, asked)) {
        const issues = checkBody(asked, body);
        return issues
          ? { status: 'invalid', kind: 'request', name: asked, issues }
          : { status: 'valid', kind: 'request', name: asked, body };
      }
      let found: Dispatched = { status: 'unknown' };
      for (const part of parts)
        if (found.status === 'unknown') found = part.dispatchFromWidget(kind, type, body);
      if (found.status !== 'valid') return found;
      try {
        return translate(found);
      } catch {
        const issues = issue('', 'a body that can be translated');
        return { status: 'invalid', kind: found.kind, name: found.name, issues };
      }
    },
    checkResult: (name, result) =>
      own(requests, name)
        ? checkResult(name, result)
        : partOf('requests', name).checkResult(name, result),
    wrapResponse(id, result, error, name = '') {
      const request = own<Request>(requests, name);
      const part = areaOf('requests', name);
      return part
        ? part.wrapResponse(id, result, error, name)
        : envelope.wrapResponse(id, request && !error ? request.out(result) : result, error, name);
    },
    checkPageMessage(name, body) {
      const message = sent(name, body);
      if (!message) return issue('/lead', 'a lead that the widget has loaded');
      const group = Object.hasOwn(tables.pageRequests, name) ? 'pageRequests' : 'pagePushes';
      return partOf(group, message.name).checkPageMessage(message.name, message.body);
    },
    checkPageResult: (name, result) => partOf('pageRequests', name).checkPageResult(name, result),
    wrapMessage(kind, type, body, id, name = '') {
      // Without an object, the widget never answers.
      if (kind === 'request') return envelope.wrapMessage(kind, type, body ?? {}, id);
      const message = sent(name, body);
      const entry = message && own<{ readonly type: string }>(pagePushes, message.name);
      return message && envelope.wrapMessage(kind, entry?.type ?? type, message.body);
    },
  };

  /** The area that has a message, if it is of one. */
  function areaOf(group: keyof typeof tables, name: string): Protocol<MessageMaps> | undefined {
    return added.find((area) => Object.hasOwn(area[group], name));
  }
  const partOf = (group: keyof typeof tables, name: string): Part =>
    areaOf(group, name) ?? dispatcher;

  return protocol as Protocol<RingexMessages<A>>;
}
