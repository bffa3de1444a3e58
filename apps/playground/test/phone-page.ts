// Runs in the page around the phone.
import {
  createRawPage,
  type RawRecorder,
  type Reply,
} from '../../../packages/testing/test/widget/worlds/raw-page.js';

declare global {
  /** Gives a message of a frame to the test. */
  var fromFrame: (index: number, message: unknown) => Promise<void>;
}

type Marked = MessageEvent<{ readonly mark?: unknown } | null>;

const recorders: RawRecorder[] = [];
/** Ends what listens to the frames: a listener would keep the whole document of a frame that is gone. */
let frames = new AbortController();
/** What is on its way to the test. */
const onTheWay: Promise<void>[] = [];
/** The frames whose tab is closed. */
const closed = new Set<number>();
const frame = (index: number): Window => globalThis.frames[index] as Window;

function marked(mark: unknown): Promise<void> {
  return new Promise((resolve) => {
    const receive = ({ data }: Marked): void => {
      if (data?.mark !== mark) return;
      removeEventListener('message', receive);
      resolve();
    };
    addEventListener('message', receive);
  });
}

/** Resolves when the frame has taken what was posted to it before, and its answers have come. */
function roundTrip(index: number): Promise<void> {
  const mark = Math.random();
  const returned = marked(mark);
  frame(index).postMessage({ mark }, '*');
  return returned;
}

/** Lets pass what is on its way between the page and all of its frames. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1)
    for (let index = 0; index < globalThis.frames.length; index += 1)
      if (!closed.has(index)) await roundTrip(index);
  await Promise.all(onTheWay.splice(0));
}

function listenTo(source: Window, receive: (message: unknown) => void): void {
  addEventListener(
    'message',
    (event: Marked) => {
      if (event.source === source && event.data?.mark === undefined) receive(event.data);
    },
    { signal: frames.signal },
  );
}

/** Begins to keep what the frame at `index` posts. */
function listen(index: number): void {
  const source = frame(index);
  recorders.push(
    createRawPage({
      post: (message) => source.postMessage(message, '*'),
      listen: (receive) => listenTo(source, receive),
    }),
  );
}

/** Begins to give the test what the frame at `index` posts. */
function passOn(index: number): void {
  listenTo(frame(index), (message) => onTheWay.push(fromFrame(index, message)));
}

let attach = listen;

/** Lets the test answer, instead of a page that keeps messages. */
export function letTestAnswer(): void {
  attach = passOn;
}

const load = (element: HTMLIFrameElement): Promise<void> =>
  new Promise((resolve) => element.addEventListener('load', () => resolve(), { once: true }));

function addFrame(set: (element: HTMLIFrameElement) => void): Promise<void> {
  const element = document.createElement('iframe');
  set(element);
  const loaded = load(element);
  // The frame's window is there before its document, and stays.
  document.body.append(element);
  return loaded;
}

export async function start(src: string, listensLate: boolean): Promise<void> {
  const loaded = addFrame((element) => (element.src = src));
  if (!listensLate) attach(0);
  await loaded;
  await settle();
  if (listensLate) attach(0);
}

/** Adds the frame of one more tab. */
export async function addTab(src: string): Promise<void> {
  await addFrame((element) => (element.src = src));
  attach(globalThis.frames.length - 1);
}

/** Resolves when the phone's frame has loaded its next document. */
export async function reloaded(): Promise<void> {
  await load(document.querySelector('iframe') as HTMLIFrameElement);
  await settle();
}

/** Lets a frame of no origin post to the phone. */
export async function postAsStranger(message: unknown): Promise<void> {
  // A frame of no origin is a process of its own, which may load before our script is in it.
  const begun = marked('begun');
  void addFrame((element) => {
    element.setAttribute('sandbox', 'allow-scripts');
    element.srcdoc = '<!doctype html>';
  });
  await begun;
  frame(globalThis.frames.length - 1).postMessage({ strange: message }, '*');
  await settle();
}

export const received = (index: number): readonly unknown[] => recorders[index]?.received ?? [];

export const answer = (index: number, type: string, reply: Reply): void =>
  recorders[index]?.answer(type, reply);

export const send = (index: number, message: unknown): void =>
  frame(index).postMessage(message, '*');

export async function post(index: number, message: unknown): Promise<void> {
  send(index, message);
  await settle();
}

/** No longer waits for the frame of a tab that is closed. */
export const closeTab = (index: number): void => void closed.add(index);

export function clear(): void {
  frames.abort();
  frames = new AbortController();
  recorders.length = 0;
  closed.clear();
  for (const element of document.querySelectorAll('iframe')) element.remove();
}
