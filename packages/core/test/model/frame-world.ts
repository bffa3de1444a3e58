import {
  createHost,
  definePlugin,
  type Host,
  type HostOptions,
  type Plugin,
  type RequestContext,
} from '@jackfield/core';
import { expect } from 'vitest';
import { ADAPTER_ID, openFrame, STRANGER, type TestFrame, WIDGET } from '../browser/frames.js';
import { EVENTS } from '../fuzz/arena.js';
import { REQUESTS, type RequestName } from '../fuzz/messages.js';
import { registrationOf } from '../fuzz/referee.js';
import { protocol } from '../../src/generated/protocol.js';

export const SERVICE = 'Acme CRM';

/** What each plugin handles, and after how long: 0 is at once, Infinity is never. */
export const PLUGINS = {
  quick: { matchContacts: 0, logCall: 0 },
  slow: { logCall: 30, matchCallLogs: 30 },
  never: { viewLead: Infinity },
} as const satisfies Readonly<Record<string, { readonly [K in RequestName]?: number }>>;
export type PluginName = keyof typeof PLUGINS;
export const PLUGIN_NAMES = Object.keys(PLUGINS) as readonly PluginName[];

/** Long enough for a slow frame, and short enough for one that never answers. */
const DEADLINE_MS = 150;
const DEADLINES = Object.fromEntries(REQUESTS.map((name) => [name, DEADLINE_MS]));

function makePlugin(name: PluginName, asked: (id: string) => void): Plugin {
  const requests = Object.entries(PLUGINS[name]).map(([request, ms]: [string, number]) => {
    const result = request.startsWith('match') ? {} : 'ok';
    const handle = (_: unknown, { requestId }: RequestContext): unknown => {
      asked(requestId);
      return ms === 0
        ? result
        : new Promise((resolve) => {
            if (ms < Infinity) setTimeout(() => resolve(result), ms);
          });
    };
    return [request, handle] as const;
  });
  return definePlugin({ name, requests: Object.fromEntries(requests) });
}

/** One request, and what it may expect. */
interface Question {
  readonly id: string;
  readonly frame: TestFrame;
  readonly isOurs: boolean;
  /** How often it was posted. */
  readonly times: number;
  /** The document that asked is gone, and with it the receiver of the answer. */
  isLost: boolean;
  isAnswered?: boolean;
}

/** What a sequence was about. */
interface Counts {
  readonly answered: number;
  readonly unanswered: number;
  /** How many frames there have been. */
  readonly frames: number;
  /** The names under which anybody has registered. */
  readonly names: readonly unknown[];
}

/** A page with real frames, and what should be true of it, derived only from what was done. */
export class FrameWorld {
  frame: TestFrame | undefined;
  /** Whether another document than the widget's is in the frame. */
  isForeign = false;
  host: Host | undefined;
  readonly plugins = new Map<PluginName, () => Promise<void>>();
  readonly #registered = new Set<RequestName>();
  readonly #questions: Question[] = [];
  /** The requests that have reached a plugin. */
  readonly #asked = new Set<string>();
  readonly #frames: TestFrame[] = [];
  #last = 0;

  get isBound(): boolean {
    return this.host !== undefined && this.frame !== undefined && !this.isForeign;
  }

  #handled(): readonly RequestName[] {
    const all = new Set([...this.plugins.keys()].flatMap((name) => Object.keys(PLUGINS[name])));
    return REQUESTS.filter((name) => all.has(name));
  }

  start(): void {
    this.host = this.#create({});
    for (const name of EVENTS) this.host.on(name, () => undefined);
    this.#registered.clear();
  }

  #create(options: Partial<HostOptions>): Host {
    const widget = { origin: WIDGET };
    return createHost({ service: SERVICE, widget, deadlines: DEADLINES, ...options });
  }

  /** The error of a second host on the same frame. */
  startSecond(): unknown {
    try {
      this.#create({ service: 'Second' });
      return undefined;
    } catch (error) {
      return error;
    }
  }

  add(name: PluginName): void {
    this.plugins.set(name, (this.host as Host).add(makePlugin(name, (id) => this.#asked.add(id))));
  }

  async remove(name: PluginName): Promise<void> {
    const remove = this.plugins.get(name) as () => Promise<void>;
    this.plugins.delete(name);
    await remove();
  }

  async close(now: boolean): Promise<void> {
    const host = this.host as Host;
    this.host = undefined;
    this.plugins.clear();
    await host.close({ now });
  }

  #lose(): void {
    for (const question of this.#questions)
      if (question.frame === this.frame) question.isLost = true;
  }

  async openFrame(): Promise<void> {
    this.#lose();
    this.frame?.element.remove();
    this.frame = await this.openSecond();
    this.isForeign = false;
  }

  /** A frame of the same id, beside the one that is there. */
  async openSecond(origin = WIDGET): Promise<TestFrame> {
    const frame = await openFrame({ id: ADAPTER_ID, origin, query: { init: '0' } });
    this.#frames.push(frame);
    return frame;
  }

  removeFrame(): void {
    this.#lose();
    this.frame?.element.remove();
    this.frame = undefined;
    this.isForeign = false;
  }

  /** Does something that makes the frame load once more. */
  async load(cause: (frame: TestFrame) => void): Promise<void> {
    const frame = this.frame as TestFrame;
    this.#lose();
    const loaded = frame.load();
    cause(frame);
    await loaded;
  }

  /** A frame that is moved begins with its `src` again. */
  async move(): Promise<void> {
    await this.load(({ element }) => (element.parentNode as Node).appendChild(element));
    this.isForeign = false;
  }

  async lead(isForeign: boolean): Promise<void> {
    await this.load(({ go }) => go(`${isForeign ? STRANGER : WIDGET}/?init=0`));
    this.isForeign = isForeign;
  }

  async ask(name: RequestName, data: unknown, times: number): Promise<void> {
    const frame = this.frame as TestFrame;
    const id = `${name}-${(this.#last += 1)}`;
    const isOurs = this.isBound && this.#registered.has(name);
    this.#questions.push({ id, frame, isOurs, times, isLost: false });
    const { type: requestType } = protocol.requests[name];
    const message = {
      type: 'MessageTransport-request',
      requestId: id,
      payload: { requestType, data },
    };
    for (let time = 0; time < times; time += 1) frame.post(message);
    await frame.flush();
  }

  /** What is registered is what the plugins that are there declare. */
  async check(): Promise<void> {
    const { frame } = this;
    if (!this.host || !frame) return;
    const handled = this.#handled();
    // Also where the post is lost, since the host does not know that another document is there.
    for (const name of handled) this.#registered.add(name);
    if (this.isForeign) return;
    const expected = registrationOf(
      SERVICE,
      handled.map((name) => protocol.requests[name].capability),
    );
    await expect.poll(async () => (await frame.services()).at(-1)).toEqual(expected);
  }

  /** Waits until all deadlines are over: what was asked of us is answered by then. */
  async wait(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, DEADLINE_MS + 50));
    for (const question of this.#questions) {
      const { id, frame, isOurs, times, isLost } = question;
      const count = frame.element.isConnected ? (await frame.responses(id)).length : 0;
      const least = isOurs && !isLost ? 1 : 0;
      expect(count, `answers to ${id}`).toBeGreaterThanOrEqual(least);
      expect(count, `answers to ${id}`).toBeLessThanOrEqual(isOurs ? times : 0);
      if (count > 0) question.isAnswered = true;
      if (isOurs) this.#asked.delete(id);
    }
    expect([...this.#asked], 'what plugins were asked by a frame that may not').toEqual([]);
  }

  /** Leaves an empty page; returns what there was. The next run starts from the beginning, whatever went wrong. */
  async finish(): Promise<Counts> {
    if (this.host) await this.close(true);
    const names: unknown[] = [];
    for (const frame of this.#frames) {
      if (frame.element.isConnected)
        for (const { name } of await frame.services()) names.push(name);
      frame.element.remove();
    }
    return {
      answered: this.#questions.filter(({ isAnswered }) => isAnswered).length,
      unanswered: this.#questions.filter(({ isOurs }) => !isOurs).length,
      frames: this.#frames.length,
      names: [...new Set(names)],
    };
  }
}
