import type {
  Dispatched,
  FailedKeyword,
  Masks,
  MessageMaps,
  Protocol,
  RequestEntry,
} from '@jackfield/core/protocol';
import {
  checkResult,
  isLogCallData,
  isMatchCallLogsData,
  isMatchContactsData,
  isRingCall,
  issuesOf,
  maskCall,
  maskCallLogEntry,
  maskContact,
  maskContactQuery,
  maskLeadReference,
  maskTask,
} from '@jackfield/core/ringcx';
import { checkPageResult, dispatchFromWidget } from './generated/areas/base/dispatcher.js';
import { readEnvelope, wrapMessage, wrapResponse } from './generated/areas/base/envelope.js';
import { wire } from './generated/areas/base/messages.js';
import type { Area, RingexMessages } from './messages.js';
import { tablesOf } from './tables.js';
import type { RingexOptions } from './translate/options.js';
import { type Command, createTranslator } from './translate/translator.js';

type Translate = (
  body: unknown,
) => { readonly name?: string; readonly body: unknown; readonly context?: object } | undefined;

/** By names that are known messages: the compiler does not know which. */
type Named<T> = Readonly<Record<string, T | undefined>>;

/** What plugins get is checked as on RingCX: the wire's own bodies are large, and may have any members besides. */
const CHECKS: Named<Parameters<typeof issuesOf>[0]> = {
  logCall: isLogCallData,
  matchContacts: isMatchContactsData,
  matchCallLogs: isMatchCallLogsData,
  ringCall: isRingCall,
  newCall: isRingCall,
  endCall: isRingCall,
};

/** What a command that cannot be translated lacks, and where. */
const EXPECTED: Readonly<Record<Command, readonly [string, string]>> = {
  authorizationCode: ['/callbackUri', 'an address'],
  clickToDial: ['/phoneNumber', 'a number'],
  dialLead: ['/lead', 'a loaded lead'],
  setSideWidgetExtended: ['/extended', 'boolean or null'],
};

const callMask = { body: { call: maskCall } };

/** What diagnostics may show of messages that plugins know from RingCX; nothing of the others. */
const MASKS = {
  ringCall: callMask,
  newCall: callMask,
  endCall: callMask,
  logCall: { data: { call: maskCall, task: maskTask, sessionId: 0 } },
  matchContacts: { data: [maskContactQuery], result: ['number', [maskContact]] },
  matchCallLogs: { data: [0], result: [0, [maskCallLogEntry]] },
};
const PAGE_MASKS = {
  clickToDial: { body: { phoneNumber: 'number' } },
  dialLead: { body: { lead: maskLeadReference, destination: 'number' } },
  authorizationCode: { body: { callbackUri: 'secret' } },
  setSideWidgetExtended: { body: { extended: 0 } },
};

/** @param name - the name of an invalid message */
function checked(found: Dispatched & { readonly status: 'valid' }, name: string): Dispatched {
  const issues = checkBody(found.name, found.body);
  return issues ? { status: 'invalid', kind: found.kind, name, issues } : found;
}

const checkBody = (name: string, body: unknown): readonly FailedKeyword[] | undefined => {
  const check = CHECKS[name];
  return check && issuesOf(check, body);
};

const issue = ([pointer, expected]: readonly [string, string]): readonly FailedKeyword[] => [
  { pointer, keyword: 'translation', expected },
];

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
): Protocol<RingexMessages<NoInfer<A>>> {
  const { areas = [], registration } = options;
  const added = areas.map(({ protocol }) => protocol);
  const translator = createTranslator(options);
  const incoming = translator.incoming as Named<Translate>;
  const results = translator.results as Named<(result: unknown) => unknown>;
  const commands = translator.commands as Named<(body: unknown) => unknown>;
  const tables = tablesOf(areas);
  Object.assign(tables.pagePushes, { logout: translator.logout });
  const known = new Set(['ringcx', wire.name, ...areas.map(({ name }) => name)]);

  const masksOf = (from: keyof Masks, own: object): Masks['fromPage'] =>
    Object.assign({}, ...added.map(({ masks }) => masks[from]), own) as Masks['fromPage'];

  /** Translates a valid message of the widget. */
  function translate(found: Dispatched & { readonly status: 'valid' }): Dispatched {
    const { kind, name, body } = found;
    if (!incoming[name]) return found;
    try {
      const translated = incoming[name](body);
      // What repeats another message, or says nothing that plugins need.
      if (!translated)
        return { status: kind === 'push' ? 'internal' : 'settled', kind, name } as Dispatched;
      return checked({ ...found, ...translated }, name);
    } catch {
      return { status: 'invalid', kind, name, issues: issue(['', 'a message']) };
    }
  }

  const protocol: Protocol<MessageMaps> = {
    ...wire,
    ...tables,
    speaks: { includes: (name) => name.split('+').every((part) => known.has(part)) },
    roles: { ready: ['init', 'loginStatus'], register: 'register' },
    masks: {
      fromWidget: masksOf('fromWidget', MASKS),
      fromPage: masksOf('fromPage', PAGE_MASKS),
    },
    readEnvelope,
    registerBody(name, capabilities) {
      translator.service = name;
      const service: Record<string, unknown> = { ...registration, name };
      // Also without a handler: nobody would answer at a path of the options.
      for (const { capability, type } of Object.values<RequestEntry>(tables.requests))
        if (Object.hasOwn(capabilities, capability)) service[capability] = type;
        else delete service[capability];
      return { service };
    },
    dispatchFromWidget(kind, type, body, asked) {
      if (asked !== undefined && results[asked])
        return checked({ status: 'valid', kind: 'request', name: asked, body }, asked);
      let found: Dispatched = dispatchFromWidget(kind, type, body);
      for (const area of added)
        if (found.status === 'unknown') found = area.dispatchFromWidget(kind, type, body);
      if (found.status === 'valid') found = translate(found);
      // Of an area that this page does not use, or of a newer version.
      if (found.status === 'unknown' && /^rc-[a-z-]+$/i.test(type))
        found = { status: 'internal', kind: 'push', name: type };
      // Plugins that keep what is invalid get it as it was posted.
      return found.status === 'invalid' ? { ...found, context: { wire: wire.name } } : found;
    },
    checkResult(name, result) {
      const area = areaOf('requests', name);
      if (area) return area.checkResult(name, result);
      // Any answer to viewCallLog is ignored.
      return results[name] && checkResult(name, result);
    },
    wrapResponse(id, result, error, name = '') {
      const area = areaOf('requests', name);
      const answer = !error && results[name] ? results[name](result) : result;
      return (area?.wrapResponse ?? wrapResponse)(id, answer, error, name);
    },
    checkPageMessage(name, body) {
      const area = areaOf('pageRequests', name) ?? areaOf('pagePushes', name);
      if (area) return area.checkPageMessage(name, body ?? {});
      // Those of the base are not checked by their schemas: a translator makes most of them.
      if (body !== undefined && (typeof body !== 'object' || !body))
        return issue(['', 'an object']);
      try {
        commands[name]?.(body);
        return undefined;
      } catch {
        return issue(EXPECTED[name as Command]);
      }
    },
    checkPageResult: (name, result) =>
      (areaOf('pageRequests', name)?.checkPageResult ?? checkPageResult)(name, result),
    wrapMessage(kind, type, body, id, name = '') {
      // Without an object, the widget never answers.
      if (kind === 'request') return wrapMessage(kind, type, body ?? {}, id);
      return wrapMessage(kind, type, commands[name] ? commands[name](body) : body);
    },
  };

  /** The area that has a message, if it is of one. */
  function areaOf(group: keyof typeof tables, name: string): Protocol<MessageMaps> | undefined {
    return added.find((area) => Object.hasOwn(area[group], name));
  }
  return protocol as Protocol<RingexMessages<A>>;
}
