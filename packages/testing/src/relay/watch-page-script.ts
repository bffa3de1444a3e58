/**
 * Runs in a page before its scripts, and reports what it posts to the widget's window. A window of another
 * origin cannot be changed, so the page gets a proxy of it, the same one everywhere.
 *
 * @packageDocumentation
 */
import type { FromPage, WatchSettings } from './messages.js';

const { jackfieldRelay, jackfieldWatch } = globalThis as unknown as {
  readonly jackfieldRelay: (message: FromPage) => Promise<void>;
  readonly jackfieldWatch: WatchSettings;
};

const proxies = new WeakMap<object, object>();

function report(target: unknown): void {
  const { targetOrigin } =
    typeof target === 'object' && target !== null ? (target as WindowPostMessageOptions) : {};
  const text = typeof target === 'string' ? target : targetOrigin;
  void jackfieldRelay({ kind: 'posted', target: text });
}

function watched(own: object): object {
  const known = proxies.get(own);
  if (known) return known;
  const proxy = new Proxy(own, {
    get(target, member) {
      const value: unknown = Reflect.get(target, member);
      if (member !== 'postMessage' || typeof value !== 'function') return value;
      return (message: unknown, target: unknown, ...rest: readonly unknown[]): void => {
        report(target);
        Reflect.apply(value, own, [message, target, ...rest]);
      };
    },
  });
  proxies.set(own, proxy);
  return proxy;
}

const getterOf = (prototype: object, member: string): (() => unknown) =>
  Object.getOwnPropertyDescriptor(prototype, member)?.get as () => unknown;

const contentWindow = getterOf(HTMLIFrameElement.prototype, 'contentWindow');
const source = getterOf(MessageEvent.prototype, 'source');

const isWidget = (frame: HTMLIFrameElement): boolean =>
  jackfieldWatch.addresses.some((address) => frame.src.startsWith(address));

Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
  configurable: true,
  enumerable: true,
  get(this: HTMLIFrameElement) {
    const own = contentWindow.call(this) as object | null;
    return own !== null && isWidget(this) ? watched(own) : own;
  },
});

Object.defineProperty(MessageEvent.prototype, 'source', {
  configurable: true,
  enumerable: true,
  get(this: MessageEvent) {
    const own = source.call(this) as object | null;
    if (own === null) return own;
    const frames = [...document.querySelectorAll('iframe')];
    return frames.some((frame) => contentWindow.call(frame) === own && isWidget(frame))
      ? watched(own)
      : own;
  },
});
