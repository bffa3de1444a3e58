import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { failureOf } from './database/failure.js';

/** An error response. Its detail is shown to the caller, so it does not quote the request. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

type ProblemParts = Pick<Problem, 'status' | 'detail' | 'headers'>;

const TYPE = 'application/problem+json; charset=utf-8';

const titleOf = (status: number): string => STATUS_CODES[status] ?? 'Error';

const problemDocument = ({ status, detail }: ProblemParts): string =>
  JSON.stringify({ type: 'about:blank', title: titleOf(status), status, detail });

const sendProblem = (reply: FastifyReply, problem: ProblemParts): FastifyReply =>
  reply.code(problem.status).headers(problem.headers).type(TYPE).send(problemDocument(problem));

const RETRY = { 'retry-after': '5' };

/** What a broken request of HTTP is answered, by the code that Node gives it. */
function problemOfConnection(code: string): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(431, 'The headers are too long.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Problem(413, 'The extensions of a chunk are too long.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem(408, 'The request was not complete in time.');
    default:
      return new Problem(400, 'The request is not valid HTTP.');
  }
}

/** Answers what is not a request of HTTP, which no route receives. */
export function answerBrokenHttp(error: { readonly code?: string }, socket: Socket): void {
  // Set while a response is under way, of which a second head would become a part.
  const { _httpMessage: response } = socket as { _httpMessage?: { headersSent?: boolean } };
  if (socket.writable && error.code !== 'ECONNRESET' && response?.headersSent !== true) {
    const problem = problemOfConnection(error.code ?? '');
    const body = problemDocument(problem);
    socket.write(
      [
        `HTTP/1.1 ${problem.status} ${titleOf(problem.status)}`,
        'Connection: close',
        `Content-Type: ${TYPE}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroySoon();
}

/** The problem of an error, or `undefined` for one that nobody foresaw. */
function problemOf(error: FastifyError): ProblemParts | undefined {
  if (error instanceof Problem) return error;
  const [issue] = error.validation ?? [];
  if (issue) {
    const where = `${error.validationContext ?? 'body'}${issue.instancePath}`;
    return new Problem(422, `${where} ${issue.message ?? 'is invalid'}.`);
  }
  const { statusCode = 500 } = error;
  if (statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, STATUS_CODES[statusCode] ?? 'Refused');
  }
  switch (failureOf(error)) {
    case 'storage':
      return new Problem(503, 'The storage of the database is full or failing.', RETRY);
    case 'away':
      return new Problem(503, 'The database is not there.', RETRY);
    case 'value':
      return new Problem(422, 'The request has a value that the database cannot store.');
    default:
      return undefined;
  }
}

/** Sends an error as a problem document. Internal details are only logged. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = problemOf(error) ?? new Problem(500, 'Something went wrong here.');
  if (problem.status >= 500 || failureOf(error) === 'value') request.log.error({ err: error });
  return sendProblem(reply, problem);
}

/** Sends each error as a problem document, also those that Node answers before any route. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(answerError);
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, { status: 404, detail: 'There is nothing at this address.', headers: {} }),
  );
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onRequest', async ({ raw }) => {
    if (isClosing) throw new Problem(503, 'This server is about to end.', RETRY);
    if (raw.headers.host === undefined && raw.httpVersion === '1.1') {
      throw new Problem(400, 'The header Host is missing.');
    }
    // Node answers 100 by itself, and leaves all others to the server.
    if (raw.headers.expect !== undefined && !/^100-continue$/iu.test(raw.headers.expect)) {
      throw new Problem(417, 'The header Expect must be 100-continue.');
    }
  });
  app.server.on('checkExpectation', (request, response) => {
    app.server.emit('request', request, response);
  });
}
