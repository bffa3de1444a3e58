import type { Clock } from './clock.js';
import { unexpected } from './errors.js';
import type { Plugin } from './plugin.js';
import type { MessageMaps, Protocol } from './protocol.js';
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
  /** Made for `protocol`, which alone says whose messages these are. */
  readonly plugins?: readonly Plugin<NoInfer<M>>[] | undefined;
  readonly widget?: WidgetOptions | undefined;
  /** Milliseconds within which a request is answered, instead of its schema's. */
  readonly deadlines?: { readonly [K in keyof NoInfer<M>['requests']]?: number } | undefined;
  /** Another wire's generated protocol. */
  readonly protocol?: Protocol<M> | undefined;
  /** The time, for tests. */
  readonly clock?: Clock | undefined;
}

/** Whether `origin` is one, or a wildcard: a path or a slash at its end would match nothing. */
function isOrigin(origin: string): boolean {
  try {
    return origin === '*' || new URL(origin).origin === origin;
  } catch {
    return false;
  }
}

/** @throws `JackfieldError` `BAD_OPTION`, with what was expected, what came and where */
export function checkOptions<M extends MessageMaps>(
  { service, widget: { origin = '*' } = {}, deadlines = {} }: HostOptions<M>,
  { requests, timeoutMs }: Protocol<MessageMaps>,
): void {
  const check = (holds: unknown, where: string, expected: string, got: unknown): void => {
    if (!holds) throw unexpected('BAD_OPTION', 'createHost', where, expected, got);
  };
  check(typeof service === 'string' && service, '/service', 'a name', service);
  check(
    isOrigin(origin),
    '/widget/origin',
    'an origin such as "https://widget.example.com"',
    origin,
  );
  for (const [name, ms] of Object.entries(deadlines as Record<string, number>)) {
    const where = `/deadlines/${name}`;
    check(Object.hasOwn(requests, name), where, `one of ${Object.keys(requests).join(', ')}`, name);
    check(ms > 0 && ms < timeoutMs, where, `milliseconds below ${timeoutMs}`, ms);
  }
}
