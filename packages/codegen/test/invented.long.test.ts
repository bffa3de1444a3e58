import { join } from 'node:path';
import { sample } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryOf } from '../../testing/src/data/derive/arbitrary-of.js';
import { checkProtocol, diffProtocols, generate, loadProtocol } from '../src/index.js';
import { foreignFolder } from './foreign-folder.js';
import { inventedFiles, KINDS, MESSAGES } from './invented.js';
import { load } from './support.js';
import { typeIssues } from './type-issues.js';

interface Kit {
  readonly definitions: Parameters<typeof arbitraryOf>[1];
  readonly widgetMessages: Readonly<
    Record<string, { readonly type: string; readonly body: { readonly schema: object } }>
  >;
}

interface Dispatcher {
  readonly dispatchFromWidget: (
    envelope: string,
    type: string,
    body: unknown,
  ) => { status: string };
  readonly checkPageMessage: (name: string, body: unknown) => unknown;
  readonly checkPageResult: (name: string, result: unknown) => unknown;
}

describe('a protocol with every kind of schema', () => {
  it('is generated, understood by strict TypeScript, and validates each kind', async () => {
    const schemas = await foreignFolder(inventedFiles(), { messages: MESSAGES });
    expect(await checkProtocol({ schemas })).toEqual([]);
    const protocol = await loadProtocol({ schemas });
    expect(protocol.messages.length).toBeGreaterThanOrEqual(60);
    expect(protocol.definitions.length).toBeGreaterThanOrEqual(80);
    const out = join(schemas, 'out/generated');
    const [docs, spec] = [join(schemas, 'out/docs'), join(schemas, 'out/spec')];
    await generate({ schemas, out, docs, spec, kit: join(out, 'kit') });
    expect(typeIssues([out]).get(out)).toEqual([]);

    const dispatcher = await load<Dispatcher>(join(out, 'dispatcher.ts'));
    const { dispatchFromWidget, checkPageMessage, checkPageResult } = dispatcher;
    const wrong: unknown[] = [];
    for (const [name, { good, bad }] of Object.entries(KINDS)) {
      const camel = name.charAt(0).toLowerCase() + name.slice(1);
      for (const [values, isValid] of [
        [good, true],
        [bad, false],
      ] as const) {
        for (const item of values) {
          const answers = [
            dispatchFromWidget('push', name, { item, box: { all: [item] } }).status === 'valid',
            checkPageMessage(camel, { item }) === undefined,
            checkPageResult(camel, { first: item }) === undefined,
          ];
          if (answers.some((each) => each !== isValid)) wrong.push([name, item, isValid, answers]);
        }
      }
    }
    expect(wrong).toEqual([]);
    const { definitions, widgetMessages } = await load<Kit>(join(out, 'kit/schemas.ts'));
    const refused = Object.values(widgetMessages).flatMap(({ type, body: { schema } }) =>
      sample(arbitraryOf(schema, definitions), { numRuns: 20, seed: 1 }).filter(
        (body) => dispatchFromWidget('push', type, body).status !== 'valid',
      ),
    );
    expect(refused).toEqual([]);
    expect(diffProtocols(protocol, await loadProtocol({ schemas }))).toEqual([]);
  });
});
