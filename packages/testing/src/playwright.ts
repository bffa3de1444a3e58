/**
 * Tests any page that embeds RingCentral's widget with Playwright, without a RingCentral account.
 *
 * @packageDocumentation
 */
import { type BrowserContext, test as base, type TestInfo } from '@playwright/test';
import { RINGCENTRAL } from './playwright/addresses.js';
import { describeBy } from './playwright/matchers.js';
import { ringcxOptionsOf, ringexOptionsOf } from './relay/options-of-address.js';
import {
  type AnyWidget,
  createPageWidget,
  type PageWidget,
  type WidgetSource,
} from './playwright/page-widget.js';
import { serveWidget, watchPages } from './playwright/serve-widget.js';
import { listOf } from './playwright/text.js';
import { ringcxWire, ringexWire } from './problems/inspected-wire.js';
import type { ProblemCode } from './problems/problem.js';
import { registeredService } from './problems/registered-service.js';
import { transcriptOf } from './problems/transcript-of.js';
import { createRingexWidget } from './ringex-widget/create-ringex-widget.js';
import type { RingexWidget, RingexWidgetOptions } from './ringex-widget/widget.js';
import { systemClock } from './simulator/system-clock.js';
import { createTestClock, type TestClock } from './test-clock.js';
import { TestingError } from './testing-error.js';
import { createWidget } from './widget/create-widget.js';
import type { Widget, WidgetOptions } from './widget/widget.js';

export { expect } from './playwright/matchers.js';
export type { PageWidget } from './playwright/page-widget.js';
export type { Inspection, Problem, ProblemCode, Warning, WarningCode } from './problems/problem.js';

/** What a test expects of the page, beside its assertions. */
interface Strictness {
  /** Whether warnings fail the test, too. Default: false. */
  readonly strict?: boolean | undefined;
  /** The problems that do not fail the test. Default: none. */
  readonly allow?: readonly ProblemCode[] | undefined;
  /** The clock of the widget: the computer's, or one that only `widget.clock.advance` advances. Default: `system`. */
  readonly clock?: 'system' | 'test' | undefined;
}

/** The set-up of the RingCX widget; what is left out follows from the address that the page loads. */
export type PageWidgetOptions = Strictness & Omit<WidgetOptions, 'page' | 'clock'>;
/** The set-up of the RingEX widget; what is left out follows from the address that the page loads. */
export type PageRingexWidgetOptions = Strictness & Omit<RingexWidgetOptions, 'page' | 'clock'>;

/** The fixtures and options of {@link test}. */
export interface WidgetFixtures {
  /** The RingCX widget of the test's pages. Its actions wait until a page has registered a service. */
  readonly widget: PageWidget<Widget>;
  /** The RingEX widget of the test's pages. */
  readonly ringexWidget: PageWidget<RingexWidget>;
  /** The set-up of `widget`, for `test.use`. */
  readonly widgetOptions: PageWidgetOptions;
  /** The set-up of `ringexWidget`, for `test.use`. */
  readonly ringexWidgetOptions: PageRingexWidgetOptions;
}

/** How long an action waits for the page, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Aborts what would leave the machine, and fails the test with it. */
async function isolate(
  { context }: { readonly context: BrowserContext },
  use: () => Promise<void>,
): Promise<void> {
  const aborted = new Set<string>();
  let hasServiceWorker = false;
  await context.route(RINGCENTRAL, async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    aborted.add(origin + pathname);
    await route.abort();
  });
  context.on('console', (message) => {
    if (message.text().includes('Service Worker registration blocked')) hasServiceWorker = true;
  });
  await use();
  if (hasServiceWorker)
    process.stdout.write(
      'Service workers are blocked: they would load files of RingCentral past the test.\n',
    );
  if (aborted.size > 0)
    throw new TestingError(
      'PAGE_PROBLEMS',
      `Expected addresses that the simulated widget answers, received others, which were aborted:\n${[...aborted].map((one) => `  ${one}`).join('\n')}`,
    );
}

const refuse = (): never => {
  throw new TestingError(
    'WRONG_STATE',
    "clock: expected the option clock: 'test', received 'system'",
  );
};

/** The computer's clock, which no test advances. */
const computerClock: TestClock = {
  ...systemClock,
  elapsed: () => performance.now(),
  advance: refuse,
  putBack: refuse,
  pending: 0,
};

type Settings<W extends AnyWidget> = Pick<WidgetSource<W>, 'wire' | 'make' | 'serviceOf'> &
  Strictness;

/** Serves a widget to the test's pages, and examines them at the end. */
async function provide<W extends AnyWidget>(
  context: BrowserContext,
  info: TestInfo,
  use: (widget: PageWidget<W>) => Promise<void>,
  { strict = false, allow = [], clock: chosen = 'system', wire, ...how }: Settings<W>,
): Promise<void> {
  const clock = chosen === 'test' ? createTestClock(Date.now()) : computerClock;
  const addresses = await serveWidget(context, wire);
  const made = await createPageWidget({
    ...how,
    wire,
    context,
    addresses,
    clock,
    patienceMs: PATIENCE_MS,
  });
  await watchPages(context, addresses);
  const { widget } = made;
  const transcript = (): string => {
    const found = made.found();
    return found ? transcriptOf(wire, found, String(how.serviceOf(found) ?? 'none')) : '';
  };
  describeBy(widget, {
    service: () => registeredService(wire, made.found()?.received ?? []),
    transcript,
  });
  await use(widget);
  await made.end();
  const problems = widget.problems().filter(({ code }) => !allow.includes(code));
  const warnings = strict ? await widget.warnings() : [];
  const found = [...problems, ...warnings];
  made.found()?.close();
  const hasFailed = info.status !== info.expectedStatus;
  if (found.length > 0 || hasFailed) {
    const text = transcript();
    if (text !== '')
      await info.attach(`${wire.protocol.name}.transcript.jsonl`, {
        body: text,
        contentType: 'application/jsonl',
      });
  }
  if (found.length > 0)
    throw new TestingError(
      'PAGE_PROBLEMS',
      `Expected no problems of the page, received ${found.length}:\n${listOf(found)}`,
    );
}

/**
 * Playwright's `test`, with a simulated widget: RingCentral's addresses are answered by this process, so
 * that an unmodified application works without an account.
 *
 * A mistake of the page fails the test, and so does a request to another address of RingCentral.
 *
 * @example
 * ```ts
 * import { test, expect } from '@jackfield/testing/playwright';
 *
 * test('shows who is calling', async ({ page, widget }) => {
 *   await page.goto('/');
 *   const call = await widget.inboundCall({ from: '+16505550142' });
 *   await expect(page.getByText('Ada Lovelace')).toBeVisible();
 *   await widget.answer();
 *   await widget.hangUp();
 *   await widget.submitDisposition({ notes: 'called back' });
 *   await expect(widget).toHaveLogged(call, { times: 1 });
 * });
 * ```
 */
export const test: ReturnType<typeof base.extend<WidgetFixtures & { isolation: void }>> =
  base.extend<WidgetFixtures & { isolation: void }>({
    serviceWorkers: 'block',
    widgetOptions: [{}, { option: true }],
    ringexWidgetOptions: [{}, { option: true }],
    isolation: [({ context }, use) => isolate({ context }, use), { auto: true }],
    widget: async ({ context, isolation: _isolated, widgetOptions }, use, info) => {
      const { strict, allow, clock, ...options } = widgetOptions;
      await provide<Widget>(context, info, use, {
        wire: ringcxWire,
        strict,
        allow,
        clock,
        make: (page, address, time) =>
          createWidget({ ...ringcxOptionsOf(address), ...options, page, clock: time }),
        serviceOf: ({ service }) => service?.name,
      });
    },
    ringexWidget: async ({ context, isolation: _isolated, ringexWidgetOptions }, use, info) => {
      const { strict, allow, clock, ...options } = ringexWidgetOptions;
      await provide<RingexWidget>(context, info, use, {
        wire: ringexWire,
        strict,
        allow,
        clock,
        make: (page, address, time) =>
          createRingexWidget({ ...ringexOptionsOf(address), ...options, page, clock: time }),
        serviceOf: ({ state }) => state.service.name,
      });
    },
  });
