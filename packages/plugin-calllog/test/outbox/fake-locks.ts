type Granted = (lock: unknown) => unknown;

interface Request {
  readonly granted: Granted;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Web Locks as one origin sees them, with one name. */
export interface FakeLocks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    granted: Granted,
  ): Promise<unknown>;
}

export function fakeLocks(): FakeLocks {
  const queue: Request[] = [];
  let held: Request | undefined;

  const hold = async (request: Request): Promise<void> => {
    held = request;
    const result = Promise.resolve(request.granted({})).then(request.resolve, request.reject);
    await result;
    if (held !== request) return;
    held = undefined;
    next();
  };
  const next = (): void => {
    const first = held ? undefined : queue.shift();
    if (first) void hold(first);
  };

  return {
    request: (_name, { signal, steal }, granted) =>
      new Promise((resolve, reject) => {
        const request = { granted, resolve, reject };
        if (steal) {
          // Its callback runs on.
          held?.reject(new DOMException('The lock was stolen.', 'AbortError'));
          void hold(request);
          return;
        }
        const abort = () => {
          const at = queue.indexOf(request);
          if (at < 0) return;
          queue.splice(at, 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', abort);
        queue.push(request);
        queueMicrotask(next);
      }),
  };
}
