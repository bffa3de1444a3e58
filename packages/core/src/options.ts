import type { Clock } from './clock.js';
import { JackfieldError } from './errors.js';
import { nearest } from './nearest.js';
import type { PluginDefinition } from './plugin.js';
import type { MessageMaps, Protocol, RequestEntry } from './protocol.js';
import type { Transport } from './transport.js';

/** Which widget, and where. */
export interface WidgetOptions {
  /**
   * The widget's origin, as in `https://widget.example.com`. Without it the frame's `src` decides,
   * if it is one of the wire's known origins. `'*'` takes any, and tells everything to any.
   */
  readonly origin?: string | undefined;
  /** The widget's frame or its id. The adapter script's id if left out; it may appear later. */
  readonly frame?: HTMLIFrameElement | string | undefined;
  /** Another way to the widget than a frame of this page. */
  readonly transport?: Transport | undefined;
}

/**
 * The options of `createHost`.
 *
 * @typeParam M - the messages of the protocol
 */
export interface HostOptions<M extends MessageMaps> {
  /** The one name under which the widget knows this page. Keep it: each other name asks it twice. */
  readonly service: string;
  readonly plugins?: readonly PluginDefinition<M>[] | undefined;
  readonly widget?: WidgetOptions | undefined;
  /** Milliseconds within which a request is answered, instead of its schema's. */
  readonly deadlines?: { readonly [K in keyof M['requests']]?: number } | undefined;
  /** Another wire's generated protocol. */
  readonly protocol?: Protocol<M> | undefined;
  /** The time, for tests. */
  readonly clock?: Clock | undefined;
}

const bad = (text: string): JackfieldError =>
  new JackfieldError('BAD_OPTION', `createHost: ${text}`);

const say = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : value === null ? 'null' : typeof value;

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}

/** @throws `JackfieldError` `BAD_OPTION` */
export function checkObject(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw bad(`expected an object of options, got ${say(options)}`);
  }
}

/** @throws `JackfieldError` `BAD_OPTION`, with what was expected, what came and where */
export function checkOptions(
  options: HostOptions<MessageMaps>,
  protocol: Protocol<MessageMaps>,
): void {
  const { service, plugins, widget = {}, deadlines = {} } = options;
  if (typeof service !== 'string' || !service)
    throw bad(`expected a non-empty string at /service, got ${say(service)}`);
  if (plugins !== undefined && !Array.isArray(plugins))
    throw bad(`expected an array at /plugins, got ${say(plugins)}`);
  const { origin } = widget;
  if (origin !== undefined && origin !== '*' && !(typeof origin === 'string' && isOrigin(origin))) {
    throw bad(
      `expected an origin such as "https://widget.example.com" at /widget/origin, got ${say(origin)}`,
    );
  }
  const known = protocol.requests as Record<string, RequestEntry>;
  for (const [name, ms] of Object.entries(deadlines as Record<string, unknown>)) {
    if (!Object.hasOwn(known, name)) {
      throw bad(
        `the protocol has no request named "${name}" (at /deadlines/${name})${nearest(name, Object.keys(known))}`,
      );
    }
    if (ms !== undefined && !(typeof ms === 'number' && ms > 0 && ms < protocol.timeoutMs)) {
      throw bad(
        `expected milliseconds above 0 and below ${protocol.timeoutMs} at /deadlines/${name}, got ${String(ms)}`,
      );
    }
  }
}
