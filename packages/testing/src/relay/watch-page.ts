/** How a page's messages to the widget's window are noticed. */
export interface PageWatch {
  /** Whether the address of a frame is the widget's. */
  isWidget(address: string): boolean;
  /** Called with the target origin of each message, `undefined` for none. */
  onPost(target: string | undefined): void;
}

const targetOf = (target: unknown): string | undefined => {
  const { targetOrigin } =
    typeof target === 'object' && target !== null ? (target as WindowPostMessageOptions) : {};
  return typeof target === 'string' ? target : targetOrigin;
};

const getterOf = (prototype: object, member: string): (() => unknown) =>
  Object.getOwnPropertyDescriptor(prototype, member)?.get as () => unknown;

/**
 * Notices what this page posts to the widget's window. A window of another origin cannot be changed, so
 * the page gets a proxy of it, the same one everywhere.
 *
 * @returns the window of a frame as it is
 */
export function watchPage({
  isWidget,
  onPost,
}: PageWatch): (frame: HTMLIFrameElement) => Window | null {
  const proxies = new WeakMap<object, object>();

  function watched(own: object): object {
    const known = proxies.get(own);
    if (known) return known;
    const proxy = new Proxy(own, {
      get(target, member) {
        const value: unknown = Reflect.get(target, member);
        if (member !== 'postMessage' || typeof value !== 'function') return value;
        return (message: unknown, origin: unknown, ...rest: readonly unknown[]): void => {
          onPost(targetOf(origin));
          Reflect.apply(value, own, [message, origin, ...rest]);
        };
      },
    });
    proxies.set(own, proxy);
    return proxy;
  }

  const contentWindow = getterOf(HTMLIFrameElement.prototype, 'contentWindow');
  const source = getterOf(MessageEvent.prototype, 'source');
  const windowOf = (frame: HTMLIFrameElement): Window | null =>
    contentWindow.call(frame) as Window | null;

  Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
    configurable: true,
    enumerable: true,
    get(this: HTMLIFrameElement) {
      const own = windowOf(this);
      return own !== null && isWidget(this.src) ? watched(own) : own;
    },
  });

  Object.defineProperty(MessageEvent.prototype, 'source', {
    configurable: true,
    enumerable: true,
    get(this: MessageEvent) {
      const own = source.call(this) as object | null;
      if (own === null) return own;
      const frames = [...document.querySelectorAll('iframe')];
      return frames.some((frame) => windowOf(frame) === own && isWidget(frame.src))
        ? watched(own)
        : own;
    },
  });
  return windowOf;
}
