// What is written in terms of Node's own types, and needs @types/node.
import type { Widget } from '@jackfield/testing';
import {
  expect as pageExpect,
  test as pageTest,
  type Inspection,
  type PageRingexWidgetOptions,
  type PageWidget,
  type PageWidgetOptions,
  type Problem,
  type ProblemCode,
  type Warning,
  type WarningCode,
  type WidgetFixtures,
} from '@jackfield/testing/playwright';
import {
  catalogue,
  filesOf,
  main,
  type CatalogueEntry,
  type Choice,
  type Language,
  type Surroundings,
  type Terminal,
  type Wire,
  type Workspace,
} from '@jackfield/create-plugin';

const { name, about }: CatalogueEntry = catalogue.ringcx[0] ?? {
  name: '',
  wire: 'ringcx',
  kind: 'push',
  about: '',
};
const { signal } = new AbortController();
export const terminal: Terminal = { input: process.stdin, output: process.stdout, signal };
export const values = [main, filesOf, name, about];

/** What is not used above; each has to be there, and to compile. */
export type Rest = [Choice, Language, Surroundings, Wire, Workspace];

const widgetOptions: PageWidgetOptions = { version: '1.0', strict: true };
const ringexWidgetOptions: PageRingexWidgetOptions = { version: '3.x', clock: 'test' };
pageTest.use({ widgetOptions, ringexWidgetOptions });
pageTest('a call', async ({ page, widget, ringexWidget }) => {
  await page.goto('/');
  const seen: PageWidget<Widget> = widget;
  const fixture: WidgetFixtures['ringexWidget'] = ringexWidget;
  await fixture.inboundCall({ from: '+16505550142' });
  const call = await seen.inboundCall({ from: '+16505550142' });
  await pageExpect(widget).toHaveRegistered(['callLoggerEnabled']);
  await pageExpect(widget).toHaveLogged(call, { times: 1 });
  await pageExpect(widget).toHaveMatched('+16505550142', [{ name: 'Ada Lovelace' }]);
  pageExpect(widget).toHaveNoProblems();
  const inspection: Inspection = widget;
  const problems: readonly Problem[] = inspection.problems();
  const warnings: readonly Warning[] = await inspection.warnings();
  const codes: readonly (ProblemCode | WarningCode)[] = [...problems, ...warnings].map(
    ({ code }) => code,
  );
  pageExpect(codes).toEqual([]);
});
