import type {
  PanelAnswer,
  PanelChange,
  PanelCommand,
  PanelEvent,
  SentCommand,
} from '@jackfield/testing/served';

/** The connection with the process of the widget. */
export interface Remote {
  /** Performs a command; rejects with the reason why it is not possible now. */
  run(command: PanelCommand): Promise<unknown>;
}

export interface RemoteOptions {
  readonly onChange: (change: PanelChange) => void;
  readonly onConnection: (isConnected: boolean) => void;
}

/** How soon a lost connection is tried again, in milliseconds. */
const AGAIN_MS = 1_000;

const { token = '' } = document.body.dataset;
const HEADERS = { 'x-jackfield-token': token };

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

/** Connects with the process, and connects again when it was started again. */
export function connect({ onChange, onConnection }: RemoteOptions): Remote {
  const waiting = new Map<number, Waiting>();
  let panel = '';
  let next = 1;
  let last: Promise<unknown> = Promise.resolve();

  function onAnswer(id: number, answer: PanelAnswer): void {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if ('error' in answer) reject?.(new Error(answer.error));
    else resolve?.(answer.value);
  }
  function onEvent(event: PanelEvent): void {
    if (event.kind === 'answer') onAnswer(event.id, event.answer);
    else if (event.kind === 'connected') ({ panel } = event);
    else onChange(event);
  }

  async function follow(): Promise<void> {
    const { status, body } = await fetch('/changes', { headers: HEADERS });
    // Another process, with another token: this page is of the one before.
    if (status === 403) return location.reload();
    if (!body) return undefined;
    onConnection(true);
    for await (const line of linesOf(body)) onEvent(JSON.parse(line) as PanelEvent);
    return undefined;
  }
  function again(): void {
    onConnection(false);
    for (const id of waiting.keys()) onAnswer(id, { error: 'The command has ended.' });
    setTimeout(start, AGAIN_MS);
  }
  function start(): void {
    follow().then(again, again);
  }
  start();

  async function send(id: number, command: PanelCommand): Promise<void> {
    const sent: SentCommand = { panel, id, command };
    try {
      const { ok, status } = await fetch('/commands', {
        method: 'POST',
        headers: { ...HEADERS, 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      });
      if (!ok) onAnswer(id, { error: `The command was refused with ${status}.` });
    } catch {
      onAnswer(id, { error: 'The command has ended.' });
    }
  }

  return {
    run: (command) =>
      new Promise((resolve, reject) => {
        const id = next;
        next += 1;
        waiting.set(id, { resolve, reject });
        // One after the other, so that they start in order: letters that somebody types.
        last = last.then(() => send(id, command));
      }),
  };
}
