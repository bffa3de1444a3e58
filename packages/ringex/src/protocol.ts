import type {
  Dispatched,
  FailedKeyword,
  Mask,
  MessageMaps,
  Protocol,
} from '@jackfield/core/protocol';
import { checkData, checkResult } from '@jackfield/core/ringcx';
import { protocol as base } from './generated/base/protocol.js';
import type { Area, RingexMessages } from './messages.js';
import { nameOf, tablesOf } from './tables.js';
import type { RingexOptions } from './translate/options.js';
import { createTranslator, type SpokenRequest } from './translate/translator.js';

type Translate = (body: unknown) => { readonly name: string; readonly body: unknown } | undefined;

interface Request {
  in(data: unknown): { readonly data?: unknown; readonly context?: object };
  out(result: unknown): unknown;
}

/** The member of a group with a name that the compiler does not know. */
const own = <T>(group: object, name: string): T | undefined =>
  Object.hasOwn(group, name) ? (group as Readonly<Record<string, T>>)[name] : undefined;

/** The result that plugins know is the `data` of the posted one. */
const dataMask = (mask: Mask | undefined): Mask =>
  (mask as { readonly data?: Mask } | undefined)?.data ?? '?';

/** Every set of areas has plugins of its own. */
const setsOf = (areas: readonly Area[]): readonly (readonly Area[])[] =>
  areas.reduce<readonly (readonly Area[])[]>(
    (sets, area) => [...sets, ...sets.map((set) => [...set, area])],
    [[]],
  );

const UNKNOWN_LEAD: readonly FailedKeyword[] = [
  { pointer: '/lead', keyword: 'known', expected: 'a lead that the widget has loaded' },
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
): Protocol<RingexMessages<A>> {
  const { areas = [], registration } = options;
  const wires: readonly Protocol<MessageMaps>[] = [base, ...areas.map(({ protocol }) => protocol)];
  const translator = createTranslator(options);
  const requests = translator.requests as Readonly<Record<SpokenRequest, Request>>;
  const tables = tablesOf(areas);

  /** The part of the wire that has a message. */
  const wireOf = (group: keyof typeof tables, name: string): Protocol<MessageMaps> =>
    wires.find((wire) => Object.hasOwn(wire[group], name)) ?? base;

  function dispatch(found: Dispatched): Dispatched {
    if (found.status !== 'valid') return found;
    const { kind, name, body } = found;
    const push = kind === 'push' && own<Translate>(translator.pushes, name);
    if (push) {
      const told = push(body);
      return told ? { ...found, ...told, posted: name } : { status: 'internal', kind, name };
    }
    const request = kind === 'request' && own<Request>(requests, name);
    if (!request) {
      translator.onPush(name, body);
      return found;
    }
    const { data, context } = request.in(body);
    return data === undefined
      ? { status: 'settled', kind: 'request', name }
      : { ...found, body: data, ...(context && { context }) };
  }

  /** The command with its name on the wire; `undefined` if it cannot be said. */
  function sent(name: string, body: unknown): ReturnType<Translate> {
    const command = own<Translate>(translator.commands, name);
    return command ? command(body) : { name, body };
  }

  const masks = {
    fromWidget: Object.assign({}, ...wires.map(({ masks: { fromWidget } }) => fromWidget)),
    fromPage: Object.assign({}, ...wires.map(({ masks: { fromPage } }) => fromPage)),
  } as Protocol<MessageMaps>['masks'];
  const { startCall = {}, setSideDrawerExtended = {} } = masks.fromPage;

  const protocol: Protocol<MessageMaps> = {
    ...base,
    ...tables,
    speaks: ['ringcx', ...setsOf(areas).map(nameOf)],
    roles: { ready: ['init', 'loginStatus'], register: 'register' },
    masks: {
      fromWidget: {
        ...masks.fromWidget,
        ...Object.fromEntries(
          Object.keys(requests).map((name) => {
            const { data, result } = masks.fromWidget[name] ?? {};
            return [name, { data: data ?? '?', result: dataMask(result) }];
          }),
        ),
      },
      fromPage: {
        ...masks.fromPage,
        clickToDial: startCall,
        setSideWidgetExtended: setSideDrawerExtended,
      },
    },
    registerBody(name, capabilities) {
      translator.service = name;
      const services = wires.map((wire) => {
        const body = wire.registerBody(name, ofWire(capabilities, wire), registration);
        return (body as { readonly service: object }).service;
      });
      return { service: Object.assign({}, ...services) as object };
    },
    dispatchFromWidget(envelope, type, body, asked) {
      if (asked !== undefined && own(requests, asked)) {
        const issues = checkData(asked, body);
        return issues
          ? { status: 'invalid', kind: 'request', name: asked, issues }
          : { status: 'valid', kind: 'request', name: asked, body };
      }
      for (const wire of wires) {
        const found = wire.dispatchFromWidget(envelope, type, body);
        if (found.status !== 'unknown') return dispatch(found);
      }
      return { status: 'unknown' };
    },
    checkResult(name, result) {
      const wire = wireOf('requests', name);
      const request = own<Request>(requests, name);
      if (!request) return wire.checkResult(name, result);
      const issues = checkResult(name, result);
      if (issues) return issues;
      return wire
        .checkResult(name, request.out(result))
        ?.map((issue) => ({ ...issue, pointer: issue.pointer.replace('/data', '') }));
    },
    wrapResponse(id, result, error, name = '') {
      const request = error ? undefined : own<Request>(requests, name);
      const answer = request ? request.out(result) : result;
      return wireOf('requests', name).wrapResponse(id, answer, error, name);
    },
    checkPageMessage(name, body) {
      const message = sent(name, body);
      if (!message) return UNKNOWN_LEAD;
      const group = Object.hasOwn(tables.pageRequests, name) ? 'pageRequests' : 'pagePushes';
      return wireOf(group, message.name).checkPageMessage(message.name, message.body);
    },
    checkPageResult: (name, result) => wireOf('pageRequests', name).checkPageResult(name, result),
    wrapMessage(kind, type, body, id, name = '') {
      // Without an object, the widget never answers.
      if (kind === 'request') return base.wrapMessage(kind, type, body ?? {}, id);
      const message = sent(name, body);
      const entry = message && own<{ readonly type: string }>(base.pagePushes, message.name);
      return message && base.wrapMessage(kind, entry?.type ?? type, message.body);
    },
  };
  return protocol as Protocol<RingexMessages<A>>;
}

/** The capabilities for requests of one part of the wire. */
function ofWire(
  capabilities: Readonly<Record<string, true>>,
  { requests }: Protocol<MessageMaps>,
): Readonly<Record<string, true>> {
  const own = new Set(
    Object.values<{ readonly capability: string }>(requests).map((entry) => entry.capability),
  );
  return Object.fromEntries(Object.entries(capabilities).filter(([name]) => own.has(name)));
}
