// Messages of the widget's frame that are valid, broken, or nothing of the kind, against a host on RingEX.
import { definePlugin as defineRingcxPlugin, type Plugin as RingcxPlugin } from '@jackfield/core';
import {
  callsArea,
  contactsArea,
  createHost,
  createRingex,
  definePlugin,
  messagesArea,
  pagesArea,
  phoneArea,
  type Plugin,
} from '@jackfield/ringex';
import { protocol } from '@jackfield/ringex/wire';
import { protocol as ringcx } from '@jackfield/core/ringcx';
import type { TransportEvent } from '@jackfield/core/host';
import { arbitraryOf } from '@jackfield/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actOut, type Behaviour, behaviours } from '../../../core/test/fuzz/behaviour.js';
import { expectToHold, show } from '../../../core/test/fuzz/hold.js';
import { type Draft, messageOf, PUSHES, REQUESTS } from '../../../core/test/fuzz/messages.js';
import { mutations } from '../../../core/test/fuzz/mutate.js';
import { watchPrototypes } from '../../../core/test/fuzz/prototypes.js';
import { watchRejections } from '../../../core/test/fuzz/rejections.js';
import { isReplay, MESSAGES, TEST_MS } from '../../../core/test/fuzz/settings.js';
import { issuesOf } from '../../../testing/src/contract/message-data.js';
import {
  definitions,
  widgetMessages,
} from '../../../testing/src/ringex-widget/generated/schemas.js';
import { createTestClock, settle } from '../../../testing/src/test-clock.js';

const AREAS = [callsArea, contactsArea, messagesArea, pagesArea, phoneArea];
const MOST = 60;
const RUNS = Math.ceil((2 * MESSAGES) / MOST);
const LONG_MS = 120_000;
const REQUEST = 'rc-post-message-request';

/** The requests of areas, which no plugin for RingCX has. */
const OWN = AREAS.flatMap((area) => Object.keys(area.protocol.requests));
const PATHS = new Set(Object.values(protocol.requests).map(({ type }) => type));

const ids = fc.constantFrom('1', '2', '3', '4', '5', '__proto__', 'constructor', '');

const messages: readonly fc.Arbitrary<object>[] = Object.values(widgetMessages).map((message) => {
  const bodies = (schema: unknown): fc.Arbitrary<unknown> =>
    arbitraryOf(schema as never, definitions as never);
  if (message.kind === 'push')
    return bodies(message.body.schema).map((body) =>
      Object.assign({}, body, { type: message.type }),
    );
  return fc
    .tuple(ids, bodies(message.data.schema))
    .map(([requestId, body]) => ({ type: REQUEST, requestId, path: message.type, body }));
});

const WORDS = [
  ...PATHS,
  ...Object.values(protocol.pushes).map(({ type }) => type),
  ...['type', 'path', 'body', 'requestId', 'call', 'lead', 'phoneNumbers', 'sessionIds'],
  ...['triggerType', 'direction', 'startTime', 'from', 'to', 'result', 'source', 'ringcx'],
  ...['presenceUpdate', 'viewLog', 'logForm', 'Inbound', 'Ringing', 'CallConnected', 'NoCall'],
];

const drafts: fc.Arbitrary<Draft> = fc.record({
  message: fc.oneof(
    { weight: 8, arbitrary: fc.oneof(...messages) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('rc-adapter-message-response'),
        responseId: ids,
        response: fc.jsonValue(),
      }),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  ),
  mutations: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: mutations(WORDS, true) },
  ),
  isCopied: fc.constant(true),
});

type Step = { readonly draft: Draft } | { readonly waitMs: number };

interface Session {
  readonly behaviours: readonly Behaviour[];
  readonly steps: readonly Step[];
  readonly closesAtOnce: boolean;
}

const sessions: fc.Arbitrary<Session> = fc.record({
  behaviours: fc.array(behaviours, { minLength: 1, maxLength: 12 }),
  steps: fc.array(
    fc.oneof(
      { withCrossShrink: true },
      { weight: 1, arbitrary: fc.record({ waitMs: fc.constantFrom(1, 3_000, 16_000) }) },
      { weight: 30, arbitrary: fc.record({ draft: drafts }) },
    ),
    { minLength: 1, maxLength: MOST, size: 'max' },
  ),
  closesAtOnce: fc.boolean(),
});

/** A lead is an object of the vendor with any members: only its id is checked. */
const IN_LEAD = /^(viewLead|loadLeads\/leads\/\d+|(callLead|manualPassLead)\/lead)\/(?!leadId$)/;

interface Posted {
  readonly type?: unknown;
  readonly responseId?: string;
  readonly response?: unknown;
  readonly error?: unknown;
}

/** Plays a session; returns what the host did wrong. */
async function play(session: Session, seen: Set<string>): Promise<readonly string[]> {
  const clock = createTestClock();
  const issues: string[] = [];
  /** The requests that are not answered, and whether they must be. */
  const open = new Map<string, boolean>();
  let emit: ((event: TransportEvent) => void) | undefined;
  const later = (run: () => void, ms: number): unknown => clock.setTimeout(run, ms);

  /** What plugins for RingCX get must be what RingCX could have sent. */
  const check = (name: string, body: unknown): void => {
    const found = issuesOf(name, body)?.filter(({ pointer }) => !IN_LEAD.test(`${name}${pointer}`));
    if (found?.length) issues.push(`plugins got an invalid ${name}: ${JSON.stringify(found)}`);
    seen.add(name);
  };
  const acts = Object.fromEntries(
    REQUESTS.map((name) => {
      const act = actOut(session.behaviours, later, name);
      return [
        name,
        (data: unknown) => {
          check(name, data);
          return act();
        },
      ];
    }),
  );
  const listeners = Object.fromEntries(
    PUSHES.map((name) => [name, (body: unknown) => check(name, body)]),
  );
  const made: RingcxPlugin = defineRingcxPlugin({
    name: 'ringcx',
    requests: acts,
    pushes: listeners,
  } as never);
  const own = definePlugin(
    {
      name: 'ringex',
      requests: Object.fromEntries(
        OWN.map((name) => {
          const act = actOut(session.behaviours, later);
          return [
            name,
            () => {
              seen.add(name);
              return act();
            },
          ];
        }),
      ),
    } as never,
    AREAS,
  ) as Plugin<(typeof AREAS)[number]>;

  const host = createHost({
    service: 'Acme CRM',
    clock,
    protocol: createRingex({ areas: AREAS, legacyKeys: true, logFrom: 'connection' }),
    plugins: [made, own],
    widget: {
      transport: {
        send(envelope) {
          const posted = structuredClone(envelope) as Posted;
          if (posted.type !== 'rc-post-message-response') return;
          const { responseId: id = '' } = posted;
          if (!open.delete(id)) issues.push(`answered ${id}, which is not open`);
          if (!Object.hasOwn(posted, 'response') || Object.hasOwn(posted, 'error'))
            issues.push(`answered ${id} without a response, or with an error`);
        },
        subscribe(listener) {
          emit = listener;
          listener({ type: 'load' });
          return () => (emit = undefined);
        },
      },
    },
  });
  for (const name of ['message', 'invalid', 'unhandled', 'failed', 'requestReceived'] as const)
    host.on(name, (event: object) => void JSON.stringify(Object.keys(event)));

  for (const step of session.steps) {
    if ('waitMs' in step) {
      await clock.advance(step.waitMs);
      continue;
    }
    const message = messageOf(step.draft);
    const { type, requestId: id, path } = Object(message) as Readonly<Record<string, unknown>>;
    const isOurs = type === REQUEST && typeof id === 'string' && id !== '';
    if (isOurs && PATHS.has(path as string) && !open.has(id)) open.set(id, true);
    try {
      emit?.({ type: 'message', data: message });
    } catch (error) {
      issues.push(`threw ${String(error)}`);
    }
    await Promise.resolve();
  }
  if (!session.closesAtOnce) await clock.advance(LONG_MS);
  const closing = host.close({ now: session.closesAtOnce });
  await settle();
  await clock.advance(LONG_MS);
  await closing;
  if (open.size > 0) issues.push(`never answered ${[...open.keys()].join()}`);
  if (emit) issues.push('still listens');
  return issues;
}

const unhandled = watchRejections();

describe('whatever the frame of RingEX says', () => {
  it(
    'nothing throws, each request of ours is answered once, and plugins for RingCX get only what is valid there',
    async () => {
      const changed = watchPrototypes();
      const seen = new Set<string>();
      let met = 0;
      await expectToHold(
        sessions,
        RUNS,
        async (session) => {
          met += session.steps.filter((step) => 'draft' in step).length;
          expect(await play(session, seen)).toEqual([]);
          expect(await unhandled()).toEqual([]);
          expect(changed()).toEqual([]);
        },
        ({ steps, ...rest }) => ({
          ...rest,
          steps: steps.map((step) =>
            'draft' in step ? [step.draft, show(messageOf(step.draft))] : step,
          ),
        }),
      );
      if (isReplay) return;
      expect(met).toBeGreaterThanOrEqual(MESSAGES / 2);
      // Nor has all of it been nonsense.
      if (met < 50_000) return;
      const spoken = ['ringCall', 'newCall', 'endCall', 'init', 'loadLeads', 'loginPopup'];
      for (const name of [...Object.keys(ringcx.requests), ...spoken, ...OWN])
        expect(seen, name).toContain(name);
    },
    TEST_MS,
  );
});
