import { protocol } from '@jackfield/core/ringcx';
import { REQUESTS, type RequestName } from './messages.js';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Reads a request as the widget means it (MessageTransport.ts:119-127); `undefined` if it is none. */
export function readRequest(message: unknown): { id: string; name: RequestName } | undefined {
  try {
    const { type, requestId, payload } = (message ?? {}) as Record<string, unknown>;
    const { requestType } = (payload ?? {}) as Record<string, unknown>;
    const name = REQUESTS.find((each) => protocol.requests[each].type === requestType);
    const isRequest = type === 'MessageTransport-request' && isText(requestId);
    return isRequest && name !== undefined ? { id: requestId, name } : undefined;
  } catch {
    return undefined;
  }
}

interface Posted {
  readonly type?: unknown;
  readonly requestId?: string;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly payload?: { readonly type?: unknown; readonly service?: object };
}

const sorted = (members: object): object =>
  Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The service as the widget is to know it: one name, and the flags of what is handled. */
export const registrationOf = (service: string, capabilities: readonly string[]): object =>
  sorted({ name: service, ...Object.fromEntries(capabilities.map((flag) => [flag, true])) });

/** Watches what one host is asked and what it posts, and knows nothing of how it works. */
export interface Referee {
  /** A message is about to be delivered. `isSure` if the host can read all of it. */
  delivers(message: unknown, isSure?: boolean): void;
  /** The host has posted. */
  posted(envelope: unknown): void;
  /** The frame is gone, and with it whatever it has asked. */
  gone(): void;
  /** The requests of ours that are not answered yet. */
  readonly open: readonly string[];
  /** What the host has done wrong. */
  readonly issues: readonly string[];
}

export interface RefereeOptions {
  readonly service: string;
  /** The requests that the plugins of the host handle. */
  readonly handled: readonly RequestName[];
}

export function createReferee({ service, handled }: RefereeOptions): Referee {
  const open = new Map<string, boolean>();
  const issues: string[] = [];
  const full = JSON.stringify(
    registrationOf(
      service,
      handled.map((name) => protocol.requests[name].capability),
    ),
  );
  const none = JSON.stringify(registrationOf(service, []));

  function answered({ requestId: id = '', error }: Posted): void {
    if (!open.delete(id)) issues.push(`answered ${id}, which is not open`);
    // The widget makes `[object Object]` of anything but a text (MessageTransport.ts:112-116).
    if (error !== undefined && !isText(error)) issues.push(`answered ${id} with no error in words`);
  }

  return {
    issues,
    delivers(message, isSure = true) {
      const asked = readRequest(message);
      if (asked && handled.includes(asked.name) && !open.has(asked.id)) open.set(asked.id, isSure);
    },
    posted(envelope) {
      const { type, payload } = envelope as Posted;
      if (type === 'MessageTransport-response') return answered(envelope as Posted);
      if (type === 'MessageTransport-request') return;
      const registered = JSON.stringify(sorted(payload?.service ?? {}));
      // Without flags when it closes.
      const isRight = registered === full || registered === none;
      if (payload?.type !== protocol.pagePushes.register.type || !isRight)
        issues.push(`posted ${JSON.stringify(envelope)}`);
    },
    gone: () => open.clear(),
    get open() {
      return [...open].flatMap(([id, isSure]) => (isSure ? [id] : []));
    },
  };
}
