import type { IncomingMessage } from 'node:http';

/** A body that is read, or the status with which it is refused. */
export type ReadBody =
  { readonly status: 200; readonly value: unknown } | { readonly status: 400 | 413 | 415 };

/**
 * Reads a JSON body of limited size.
 *
 * A form cannot send `application/json`, and a script of another origin must ask first.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<ReadBody> {
  if (request.headers['content-type'] !== 'application/json') return { status: 415 };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { status: 413 };
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return { status: 413 };
      chunks.push(chunk);
    }
    return { status: 200, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { status: 400 };
  }
}
