import type {
  Panel,
  PanelAnswer,
  PanelCommand,
  PanelEvent,
  Problem,
  ShownMessage,
} from '@jackfield/testing/served';
import { expect } from 'vitest';

/** The control panel without its page. */
export interface PanelClient {
  readonly panel: Panel | undefined;
  readonly problems: readonly Problem[];
  readonly messages: readonly ShownMessage[];
  /** Performs a command, and throws the error of its answer. */
  run(command: PanelCommand): Promise<unknown>;
  /** Performs an action of a caller or an agent. */
  act(action: string, ...args: readonly unknown[]): Promise<unknown>;
  until(isTrue: (panel: Panel) => boolean): Promise<void>;
  close(): void;
}

/** Opens the control panel as its page does. */
export async function openPanel(origin: string): Promise<PanelClient> {
  const html = await (await fetch(`${origin}/`)).text();
  const token = /data-token="([\w-]+)"/.exec(html)?.[1] ?? '';
  const ending = new AbortController();
  let panel: Panel | undefined;
  let problems: readonly Problem[] = [];
  const messages = new Map<number, ShownMessage>();

  const waiting = new Map<number, (answer: PanelAnswer) => void>();
  let name = '';
  let next = 1;

  function onEvent(change: PanelEvent): void {
    if (change.kind === 'connected') name = change.panel;
    else if (change.kind === 'answer') waiting.get(change.id)?.(change.answer);
    else if (change.kind === 'panel') ({ panel } = change);
    else if (change.kind === 'problems') ({ problems } = change);
    else {
      if (change.isReset) messages.clear();
      for (const message of [...change.added, ...change.changed]) messages.set(message.id, message);
    }
  }

  const { body } = await fetch(`${origin}/changes`, {
    headers: { 'x-jackfield-token': token },
    signal: ending.signal,
  });
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) onEvent(JSON.parse(line) as PanelEvent);
    }
  };
  read().catch(() => undefined);
  await expect.poll(() => name).not.toBe('');

  const run = async (command: PanelCommand): Promise<unknown> => {
    const id = next;
    next += 1;
    const answered = new Promise<PanelAnswer>((resolve) => waiting.set(id, resolve));
    const { status } = await fetch(`${origin}/commands`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', 'x-jackfield-token': token },
      body: JSON.stringify({ panel: name, id, command }),
    });
    if (status !== 204) throw new Error(`The command was refused with ${status}.`);
    const answer = await answered;
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  };
  return {
    get panel() {
      return panel;
    },
    get problems() {
      return problems;
    },
    get messages() {
      return [...messages.values()];
    },
    run,
    act: (action, ...args) => run({ name: 'act', action, args }),
    until: (isTrue) =>
      expect.poll(() => panel !== undefined && isTrue(panel), { timeout: 10_000 }).toBe(true),
    close: () => ending.abort(),
  };
}
