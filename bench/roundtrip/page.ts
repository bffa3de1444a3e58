// The page of the round trip: two frames of one origin, the first answered by a host, the second
// by the hand-written listener of the widget's documents.
import { createHost, definePlugin } from '@jackfield/core';

type Name = 'logCall' | 'matchContacts';

interface Query {
  readonly phoneNumber: string;
}

const logCall = async (): Promise<string> => 'ok';
const matchContacts = async (queries: readonly Query[]) =>
  Object.fromEntries(
    queries.map(({ phoneNumber }) => [
      phoneNumber,
      [
        {
          id: phoneNumber,
          type: 'Acme',
          name: `Contact of ${phoneNumber}`,
          phoneNumbers: [{ phoneNumber, phoneType: 'direct' }],
        },
      ],
    ]),
  );

const widget = new URLSearchParams(location.search).get('widget') as string;

async function addFrame(id: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  Object.assign(frame, { id, src: widget, allow: 'cross-origin-isolated' });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame;
}

/** The way of docs/api.md, with the one line that keeps it off the other frame. */
function listenByHand(frame: HTMLIFrameElement): void {
  const respond = (requestId: string, result: unknown): void =>
    frame.contentWindow?.postMessage(
      { type: 'MessageTransport-response', requestId, result, error: null },
      '*',
    );
  window.addEventListener('message', async ({ data, source }) => {
    if (source !== frame.contentWindow) return;
    if (!data || data.type !== 'MessageTransport-request') return;
    const { requestType, data: body } = data.payload;
    if (requestType === 'rc-ev-logCall') respond(data.requestId, await logCall());
    if (requestType === 'rc-ev-matchContacts') respond(data.requestId, await matchContacts(body));
  });
}

/** Lets `frame` send one request, and returns how long it took. */
function createTrip(frame: HTMLIFrameElement): (name: Name) => Promise<number> {
  const { port1, port2 } = new MessageChannel();
  frame.contentWindow?.postMessage({ type: 'bench-connect' }, '*', [port2]);
  return (name) =>
    new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) =>
        data.ok ? resolve(data.ms) : reject(new Error(`${frame.id}: ${name} was not answered`));
      port1.postMessage(name);
    });
}

const ours = await addFrame('ours');
const byHand = await addFrame('by-hand');
const { origin } = new URL(widget);
const start = [
  () => listenByHand(byHand),
  () =>
    void createHost({
      service: 'Bench',
      widget: { frame: ours, origin },
      plugins: [definePlugin({ name: 'bench', requests: { logCall, matchContacts } })],
    }),
];
// Every message passes all listeners in the order in which they were added, so each way has to be
// the second one for half of the pairs.
if (new URLSearchParams(location.search).get('first') === 'ours') start.reverse();
for (const run of start) run();
const trips = [createTrip(ours), createTrip(byHand)] as const;

/** Both ways in turns, `pairs` times; each begins every other pair. */
async function measure(name: Name, pairs: number): Promise<readonly [number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    for (const turn of [0, 1]) {
      const way = (pair + turn) % 2 ? 1 : 0;
      times[way].push(await trips[way](name));
    }
  }
  return times;
}

Object.assign(globalThis, { measure });
