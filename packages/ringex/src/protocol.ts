import type { Dispatched, FailedKeyword, Mask, Protocol } from '@jackfield/core/protocol';
import { checkData, checkResult } from '@jackfield/core/ringcx';
import { protocol as wire } from './generated/protocol.js';
import type { RingexMessages } from './messages.js';
import { tables } from './tables.js';
import type { RingexOptions } from './translate/options.js';
import { createTranslator, type SpokenRequest } from './translate/translator.js';

type Translate = (body: unknown) => { readonly name: string; readonly body: unknown } | undefined;

/** The members of a group by name, for names that are not known to the compiler. */
const own = <T>(group: object, name: string): T | undefined =>
  Object.hasOwn(group, name) ? (group as Readonly<Record<string, T>>)[name] : undefined;

/** What plugins know as a result is `data` of the posted one. */
const resultMask = (mask: Mask | undefined): Mask =>
  (mask as { readonly data?: Mask } | undefined)?.data ?? '?';

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
export function createRingex(options: RingexOptions = {}): Protocol<RingexMessages> {
  const translator = createTranslator(options);
  const requests = translator.requests as {
    readonly [N in SpokenRequest]: {
      in(data: unknown): { readonly data?: unknown; readonly context?: object };
      out(result: unknown): unknown;
    };
  };
  type Requests = (typeof requests)[SpokenRequest];
  const { fromWidget, fromPage } = wire.masks;

  function dispatch(found: Dispatched): Dispatched {
    if (found.status !== 'valid') return found;
    const { kind, name, body } = found;
    const push = kind === 'push' && own<Translate>(translator.pushes, name);
    if (push) {
      const told = push(body);
      return told ? { ...found, ...told, posted: name } : { status: 'internal', kind, name };
    }
    const request = kind === 'request' && own<Requests>(requests, name);
    if (request) {
      const { data, context } = request.in(body);
      return data === undefined
        ? { status: 'settled', kind, name }
        : { ...found, body: data, ...(context && { context }) };
    }
    translator.onPush(name, body);
    return found;
  }

  /** The command as it is posted, with its name on the wire; `undefined` if it cannot be said. */
  function sent(name: string, body: unknown): ReturnType<Translate> {
    const command = own<Translate>(translator.commands, name);
    return command ? command(body) : { name, body };
  }

  return {
    ...wire,
    ...tables,
    roles: { ...wire.roles, ready: ['init', 'loginStatus'] },
    masks: {
      fromWidget: {
        ...fromWidget,
        ...Object.fromEntries(
          Object.keys(requests).map((name) => [
            name,
            { ...fromWidget[name], result: resultMask(fromWidget[name]?.result) },
          ]),
        ),
      },
      fromPage: {
        ...fromPage,
        clickToDial: fromPage['startCall'] ?? {},
        setSideWidgetExtended: fromPage['setSideDrawerExtended'] ?? {},
      },
    },
    registerBody(name, capabilities) {
      translator.service = name;
      return wire.registerBody(name, capabilities, options.registration);
    },
    dispatchFromWidget(envelope, type, body, asked) {
      if (asked === undefined || !own(requests, asked))
        return dispatch(wire.dispatchFromWidget(envelope, type, body));
      const issues = checkData(asked, body);
      return issues
        ? { status: 'invalid', kind: 'request', name: asked, issues }
        : { status: 'valid', kind: 'request', name: asked, body };
    },
    checkResult(name, result) {
      const request = own<Requests>(requests, name);
      if (!request) return wire.checkResult(name, result);
      const issues = checkResult(name, result) ?? wire.checkResult(name, request.out(result));
      return issues?.map((issue) => ({ ...issue, pointer: issue.pointer.replace(/^\/data/, '') }));
    },
    wrapResponse(id, result, error, name = '') {
      const request = error ? undefined : own<Requests>(requests, name);
      return wire.wrapResponse(id, request ? request.out(result) : result, error, name);
    },
    checkPageMessage(name, body) {
      const message = sent(name, body);
      return message ? wire.checkPageMessage(message.name, message.body) : UNKNOWN_LEAD;
    },
    wrapMessage(kind, type, body, id, name = '') {
      if (kind === 'request')
        return wire.wrapMessage(kind, type, name === 'checkPopupWindow' ? NO_ALERT : body, id);
      const message = sent(name, body);
      const pushes: Readonly<Record<string, { readonly type: string }>> = wire.pagePushes;
      return message && wire.wrapMessage(kind, pushes[message.name]?.type ?? type, message.body);
    },
  };
}

/** The widget fails without it. */
const NO_ALERT = { alert: false };

const UNKNOWN_LEAD: readonly FailedKeyword[] = [
  { pointer: '/lead', keyword: 'known', expected: 'a lead that the widget has loaded' },
];
