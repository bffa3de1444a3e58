import type { Clock } from './clock.js';
import { checkName, isRecord, unexpected } from './errors.js';
import type { Plugin } from './plugin.js';
import type { MessageMaps, Protocol, RequestEntry } from './protocol.js';
import { safely } from './safely.js';
import type { Transport } from './transport.js';

/** Identifies the widget. */
export interface WidgetOptions {
  /**
   * The widget's origin, as in `https://widget.example.com`. Without it the frame's `src` decides,
   * if it is one of the wire's known origins. `'*'` disables the origin check: messages are accepted
   * from, and sent to, any origin.
   */
  readonly origin?: string | undefined;
  /** The widget's frame or its id. Default: the adapter script's id. The frame may be added later. */
  readonly frame?: HTMLIFrameElement | string | undefined;
  /** Used instead of a frame of this page, for tests. */
  readonly transport?: Transport | undefined;
}

/**
 * The options of `createHost`.
 *
 * @typeParam M - the messages of the protocol
 */
export interface HostOptions<M extends MessageMaps> {
  /**
   * The name of this page in the widget. Use one stable name: a second name registers a second service,
   * and the widget sends every request twice.
   */
  readonly service: string;
  /** The plugins, which must be defined for the same `protocol`. */
  readonly plugins?: readonly Plugin<NoInfer<M>>[] | undefined;
  readonly widget?: WidgetOptions | undefined;
  /** Deadlines in milliseconds by request, which override those of the schemas. */
  readonly deadlines?: { readonly [K in keyof NoInfer<M>['requests']]?: number } | undefined;
  /** The generated protocol of another wire. Default: RingCX. */
  readonly protocol?: Protocol<M> | undefined;
  /** A clock for tests. */
  readonly clock?: Clock | undefined;
}

/** Whether `origin` is a valid origin or `'*'`: with a path or a trailing slash it would never match. */
const isOrigin = (origin: string): boolean =>
  origin === '*' || safely(() => new URL(origin).origin) === origin;

/** @throws `JackfieldError` `BAD_OPTION`, with the place, what was expected and what was received */
export function checkOptions<M extends MessageMaps>(
  options: HostOptions<M>,
  protocol: Protocol<MessageMaps>,
): void {
  const requests = protocol.requests as Readonly<Record<string, RequestEntry>>;
  const check = (holds: unknown, where: string, expected: string, received: unknown): void => {
    if (!holds) throw unexpected('BAD_OPTION', 'createHost', where, expected, received);
  };
  const checkNames = (where: string, what: string, given: object, known: readonly string[]) => {
    check(isRecord(given), where, 'an object', given);
    for (const name of Object.keys(given))
      checkName('BAD_OPTION', `createHost: no ${what}`, name, known);
  };
  const known = ['service', 'plugins', 'widget', 'deadlines', 'protocol', 'clock'];
  checkNames('/', 'option', options, known);
  const { service, plugins = [], widget = {}, deadlines = {} } = options;
  checkNames('/widget', 'option of widget', widget, ['origin', 'frame', 'transport']);
  checkNames('/deadlines', 'request', deadlines, Object.keys(requests));
  const { origin = '*' } = widget;
  check(typeof service === 'string' && service, '/service', 'a name', service);
  check(Array.isArray(plugins), '/plugins', 'an array of plugins', plugins);
  check(
    isOrigin(origin),
    '/widget/origin',
    'an origin such as "https://widget.example.com"',
    origin,
  );
  for (const [name, ms] of Object.entries<unknown>(deadlines)) {
    const { timeoutMs = protocol.timeoutMs } = requests[name] as RequestEntry;
    check(
      (ms as number) > 0 && (ms as number) < timeoutMs,
      `/deadlines/${name}`,
      `milliseconds below ${timeoutMs}`,
      ms,
    );
  }
}
