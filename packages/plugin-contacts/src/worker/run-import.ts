import { ContactsError, isContactsError } from '../contacts-error.js';
import { importStream } from '../database/import-stream.js';
import { openDatabase } from '../database/open-database.js';
import { type Chunk, chunksOf, sizeOf } from '../database/read-chunks.js';
import type { FromPage, FromWorker, StartImport } from '../database/worker-messages.js';
import type { OpenFormat } from '../database/import-options.js';
import type { PlainFormat } from '../formats/contact-format.js';
import { csv } from '../formats/csv.js';
import { jsonLines } from '../formats/json-lines.js';
import { vcard } from '../formats/vcard.js';

function openFormat(format: PlainFormat): OpenFormat {
  switch (format.type) {
    case 'csv':
      return csv(format);
    case 'vcard':
      return vcard(format);
    case 'json-lines':
      return jsonLines();
    default:
      throw new ContactsError(
        'OPTION_INVALID',
        `importFile, option format: the worker reads json-lines, csv and vcard, not ${JSON.stringify((format as { type: unknown }).type)}.`,
      );
  }
}

/** What the page gives, chunk by chunk, each when it is asked for. */
function createChunkFeed(post: (message: FromWorker) => void) {
  let give: (message: FromPage) => void = () => undefined;
  async function* chunks(): AsyncGenerator<Chunk> {
    for (;;) {
      const next = new Promise<FromPage>((resolve) => (give = resolve));
      post({ type: 'pull' });
      const message = await next;
      if (message.type !== 'chunk') return;
      yield message.chunk;
    }
  }
  return { chunks, take: (message: FromPage) => give(message) };
}

/** Runs one import, reported over `port`; resolves when the page has received the result. */
export async function runImport(start: StartImport, port: MessagePort): Promise<void> {
  const post = (message: FromWorker): void => port.postMessage(message);
  const controller = new AbortController();
  const feed = createChunkFeed(post);
  port.onmessage = ({ data }: MessageEvent<FromPage>) => {
    if (data.type === 'cancel') controller.abort();
    feed.take(data);
  };
  post({ type: 'started' });
  const database = openDatabase(start.config);
  try {
    const { input, format, encoding, faulty } = start;
    const result = await importStream(
      database,
      {
        chunks: input === undefined ? feed.chunks() : chunksOf(input),
        total: input === undefined ? undefined : sizeOf(input),
        reader: openFormat(format).open(),
      },
      {
        encoding,
        faulty,
        signal: controller.signal,
        onIssue: (issue) => post({ type: 'issue', issue }),
        onProgress: (progress) => post({ type: 'progress', progress }),
      },
    );
    post({ type: 'done', result });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const known = isContactsError(error) ? error : undefined;
    if (controller.signal.aborted) post({ type: 'cancelled' });
    else post({ type: 'failed', code: known?.code, message, issues: known?.issues ?? [] });
  } finally {
    database.close();
  }
}
