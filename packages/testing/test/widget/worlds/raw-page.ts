/** What a raw page does about a request of the widget. */
export type Reply =
  | { readonly result: unknown }
  | { readonly error: unknown }
  /** Two responses, one after the other. */
  | { readonly twice: readonly [Record<string, unknown>, Record<string, unknown>] }
  /** No response at all. */
  | 'never'
  /** Its listener throws, so there is no response either. */
  | 'throw';

/** What a raw page needs of its window. */
export interface RawWindow {
  post(message: unknown): void;
  listen(listener: (data: unknown) => void): void;
}

/** A page without Jackfield: it records what it receives, and gives the answers that a test sets. */
export interface RawRecorder {
  readonly received: readonly unknown[];
  /** Answers requests of this wire type from here on; others stay unanswered. */
  answer(type: string, reply: Reply): void;
}

const RESPONSE = 'MessageTransport-response';

interface Request {
  readonly type: 'MessageTransport-request';
  readonly requestId: string;
  readonly payload: { readonly requestType: string };
}

/** Plays a page over any window, in Node or in a browser. */
export function createRawPage({ post, listen }: RawWindow): RawRecorder {
  const received: unknown[] = [];
  const replies = new Map<string, Reply>();
  const respond = (requestId: string, members: object): void =>
    post({ type: RESPONSE, requestId, ...members });

  listen((data) => {
    received.push(data);
    const { type, requestId, payload } = data as Request;
    if ((type as string) !== 'MessageTransport-request') return;
    const reply = replies.get(payload.requestType) ?? 'never';
    // A listener that throws gives no answer either: for the widget they are the same.
    if (reply === 'never' || reply === 'throw') return;
    if ('twice' in reply) for (const one of reply.twice) respond(requestId, one);
    else respond(requestId, reply);
  });

  return { received, answer: (type, reply) => void replies.set(type, reply) };
}
