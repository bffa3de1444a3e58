import type { PanelAnswer, PanelChange, PanelCommand } from '@jackfield/testing/served';

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

/** Connects with the process, and connects again when it was started again. */
export function connect({ onChange, onConnection }: RemoteOptions): Remote {
  async function follow(): Promise<void> {
    const { status, body } = await fetch('/changes', { headers: HEADERS });
    // Another process, with another token: this page is of the one before.
    if (status === 403) return location.reload();
    if (!body) return undefined;
    onConnection(true);
    for await (const line of linesOf(body)) onChange(JSON.parse(line) as PanelChange);
    return undefined;
  }
  function again(): void {
    onConnection(false);
    setTimeout(start, AGAIN_MS);
  }
  function start(): void {
    follow().then(again, again);
  }
  start();

  return {
    async run(command) {
      const response = await fetch('/commands', {
        method: 'POST',
        headers: { ...HEADERS, 'content-type': 'application/json' },
        body: JSON.stringify(command),
      });
      if (!response.ok) throw new Error(`The command was refused with ${response.status}.`);
      const answer = (await response.json()) as PanelAnswer;
      if ('error' in answer) throw new Error(answer.error);
      return answer.value;
    },
  };
}
