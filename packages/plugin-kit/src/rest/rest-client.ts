import { maskDetail } from './mask-detail.js';
import { readText } from './read-text.js';
import { retryAfter } from './retry-after.js';
import { toJson } from './to-json.js';
import { type Timeout, withTimeout } from '../with-timeout.js';

/** The headers of a request, or a function that returns them, called for each request. */
export type RestHeaders =
  | Readonly<Record<string, string>>
  | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);

/** The server options of a REST store or source. */
export interface RestOptions {
  readonly url: string;
  readonly headers?: RestHeaders | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly timeoutMs?: number | undefined;
  readonly maxResponseBytes?: number | undefined;
}

/** Why a request came to nothing; each package makes an error of its own of it. */
export interface RestFailure {
  readonly kind: 'transient' | 'unauthorized' | 'permanent';
  readonly message: string;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

export interface RestRequest {
  readonly method?: 'GET' | 'POST';
  /** Below `url`, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

const PERMANENT = new Set([400, 409, 413, 422]);
const UNAUTHORIZED = new Set([401, 403]);

/** How much is read of the explanation of a failure, of which at most a line is shown. */
const PROBLEM_BYTES = 100_000;

const kindOf = (status: number): RestFailure['kind'] => {
  if (UNAUTHORIZED.has(status)) return 'unauthorized';
  return PERMANENT.has(status) ? 'permanent' : 'transient';
};

/** Whether a part of a header may be a secret: the scheme, such as `Bearer`, is shorter. */
const isSecret = (text: string): boolean => text.length >= 8;

const isJson = (type: string): boolean => /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/iu.test(type);

/** What a problem document says, if the answer is one. */
function readProblem(response: Response, text: string, sent: unknown): string {
  if (!isJson(response.headers.get('content-type') ?? '')) return '';
  try {
    const { title, detail } = JSON.parse(text) as { title?: unknown; detail?: unknown };
    const said = [title, detail].filter((it) => typeof it === 'string' && it !== '');
    return said.length > 0 ? ` (${maskDetail(said.join(': '), sent)})` : '';
  } catch {
    return '';
  }
}

/**
 * Asks a server that keeps one of the REST contracts.
 *
 * 1. The headers are made for this request, then it is sent: never on to another address, since
 *    what follows a redirect is a sign-in page, or a stranger who would get the token.
 * 2. A status outside of 200–299 fails: 401 and 403 as `unauthorized`, 400, 409, 413 and 422 as `permanent`,
 *    all others as `transient`, as does a network that fails and an answer that takes too long.
 * 3. An answer that is not JSON is rejected, whatever its status: it may be a network's sign-in page.
 * 4. An answer is read as it arrives, and given up beyond `maxResponseBytes`.
 *
 * An aborted signal rejects with its reason. Messages hold nothing of what was sent.
 */
export function createRestClient(
  options: RestOptions,
  fail: (failure: RestFailure) => Error,
  isOwn: (error: unknown) => boolean,
): (request: RestRequest) => Promise<unknown> {
  const { headers = {}, timeoutMs = 30_000, maxResponseBytes = 10_000_000 } = options;
  const base = options.url.replace(/\/+$/u, '');

  const makeHeaders = async (what: string): Promise<Headers> => {
    try {
      return new Headers(typeof headers === 'function' ? await headers() : headers);
    } catch (error) {
      if (isOwn(error)) throw error;
      // Without the cause: an engine's message quotes the header, which is the token.
      throw fail({
        kind: 'transient',
        message: `${what}: the option "headers" is not, or did not return, valid headers.`,
      });
    }
  };

  const ask = async ({ method = 'POST', path, body }: RestRequest, time: Timeout) => {
    const what = `${method} ${path.split('?')[0]}`;
    let json: string | undefined;
    try {
      if (body !== undefined) json = toJson(body);
    } catch (cause) {
      throw fail({ kind: 'permanent', message: `${what}: this cannot be written as JSON.`, cause });
    }
    const sentHeaders = await makeHeaders(what);
    const secrets = [...sentHeaders.values()].flatMap((text) => text.split(/\s+/u));
    sentHeaders.set('accept', 'application/json, application/problem+json');
    if (json !== undefined) sentHeaders.set('content-type', 'application/json');
    const { fetch = globalThis.fetch } = options;
    let response: Response;
    let text: string | undefined;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: sentHeaders,
        ...(json !== undefined && { body: json }),
        signal: time.signal,
        redirect: 'error',
        cache: 'no-store',
      });
      text = await readText(response, response.ok ? maxResponseBytes : PROBLEM_BYTES);
    } catch (cause) {
      time.signal.throwIfAborted();
      throw fail({ kind: 'transient', message: `${what}: the server was not reached.`, cause });
    }
    const { status, headers: got } = response;
    if (!response.ok) {
      throw fail({
        kind: kindOf(status),
        message: `${what}: the server answered ${status}${readProblem(response, text ?? '', [body, secrets.filter(isSecret)])}.`,
        retryAfterMs: retryAfter(got, Date.now()),
      });
    }
    if (response.redirected) {
      throw fail({
        kind: 'transient',
        message: `${what}: the response came from another address, after a redirect.`,
      });
    }
    if (text === undefined) {
      throw fail({
        kind: 'transient',
        message: `${what}: the response has more than ${maxResponseBytes} bytes (option maxResponseBytes).`,
      });
    }
    if (status === 204) return undefined;
    const type = got.get('content-type') ?? '';
    try {
      if (isJson(type)) return JSON.parse(text) as unknown;
    } catch {
      // Reported below.
    }
    throw fail({
      kind: 'transient',
      message: `${what}: the response is not valid JSON (${maskDetail(type.slice(0, 40), '') || 'no content type'}). A sign-in page of the network?`,
    });
  };

  return async (request) => {
    request.signal.throwIfAborted();
    const time = withTimeout(request.signal, timeoutMs);
    try {
      return await time.wait(ask(request, time));
    } catch (error) {
      request.signal.throwIfAborted();
      if (!time.isOver() || isOwn(error)) throw error;
      const message = `${request.method ?? 'POST'} ${request.path.split('?')[0]}: no answer within ${timeoutMs} ms.`;
      throw fail({ kind: 'transient', message, cause: error });
    } finally {
      time.end();
    }
  };
}
