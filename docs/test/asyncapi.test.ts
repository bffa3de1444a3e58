import { readFileSync } from 'node:fs';
import { Parser, type Diagnostic } from '@asyncapi/parser';
import { afterEach, describe, expect, it, vi } from 'vitest';

const text = readFileSync(
  new URL('../../packages/core/src/generated/asyncapi.json', import.meta.url),
  'utf8',
);

/** What the official parser says, in short. */
const said = ({ code, message, path }: Diagnostic): string =>
  `${path.join('/')} ${String(code)} ${message}`;

/** 3.0 is meant: tools that read 3.1 are few. */
const isKnown = ({ code }: Diagnostic): boolean => code === 'asyncapi-latest-version';

const diagnose = async (document: unknown): Promise<readonly string[]> => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  return diagnostics.filter((one) => !isKnown(one)).map(said);
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the AsyncAPI document', () => {
  it('would be refused with a reference to nothing', async () => {
    const broken = text.replace('#/components/messages/widget.logCall"', '#/components/none"');
    expect((await diagnose(JSON.parse(broken))).join('\n')).toContain('invalid-ref');
  });

  it('is taken by the official parser, which finds nothing to say and asks the network nothing', async () => {
    const fetch = vi.fn(() => Promise.reject(new Error('no network')));
    vi.stubGlobal('fetch', fetch);
    expect(await diagnose(JSON.parse(text))).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('says of each request where its answer comes, and by which id it is known', async () => {
    const { document } = await new Parser().parse(text);
    const requests = document
      ?.operations()
      .all()
      .filter((operation) => operation.reply() !== undefined);
    const pairs = requests?.map((operation) => {
      const [asked, answered] = [operation, operation.reply()].map((one) =>
        one?.messages().all()[0]?.correlationId()?.location(),
      );
      return [
        operation.id(),
        operation.action(),
        operation.reply()?.channel()?.id(),
        asked,
        answered,
      ];
    });
    const id = '$message.payload#/requestId';
    expect(pairs).toEqual([
      ['page.checkPopupWindow', 'send', 'widget', id, id],
      ['widget.logCall', 'receive', 'page', id, id],
      ['widget.matchCallLogs', 'receive', 'page', id, id],
      ['widget.matchContacts', 'receive', 'page', id, id],
      ['widget.viewLead', 'receive', 'page', id, id],
    ]);
  });
});
