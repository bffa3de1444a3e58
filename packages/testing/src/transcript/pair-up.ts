import type { MessageStep } from './parse-transcript.js';

/** Which recorded answer belongs to which request of the widget. */
export interface Pairs {
  readonly responseTo: (request: MessageStep) => MessageStep | undefined;
  readonly requestOf: (response: MessageStep) => MessageStep | undefined;
}

/** Pairs requests with responses. An id may be reused once it has been answered. */
export function pairUp(messages: readonly MessageStep[]): Pairs {
  const responses = new Map<MessageStep, MessageStep>();
  const requests = new Map<MessageStep, MessageStep>();
  const open = new Map<string, MessageStep>();
  for (const step of messages) {
    const { direction, outcome } = step.line;
    const { kind, id } = step.parsed;
    // A request with its own outcome was not answered by the host.
    if (kind === 'request' && direction === 'in' && outcome === undefined) open.set(id, step);
    const request = kind === 'response' && direction === 'out' ? open.get(id) : undefined;
    if (!request) continue;
    open.delete(id);
    responses.set(request, step);
    requests.set(step, request);
  }
  return {
    responseTo: (request) => responses.get(request),
    requestOf: (response) => requests.get(response),
  };
}
