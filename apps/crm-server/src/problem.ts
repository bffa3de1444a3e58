import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { STATUS_CODES } from 'node:http';

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

export function sendProblem(
  reply: FastifyReply,
  { status, detail, headers }: Pick<Problem, 'status' | 'detail' | 'headers'>,
): FastifyReply {
  const title = STATUS_CODES[status] ?? 'Error';
  return reply
    .code(status)
    .headers(headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail }));
}

/** Connection failures, a server that shuts down, too many connections: a retry may succeed. */
const isDatabaseAway = ({ code = '', message }: Partial<FastifyError>): boolean =>
  /^(?:08|53|57)\w{3}$|^(?:ECONN\w+|ENOTFOUND|EPIPE|ETIMEDOUT)$/u.test(code) ||
  /^(?:Connection terminated|timeout exceeded when trying to connect)/u.test(message ?? '');

/** Sends each error as a problem document. Internal details are only logged. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof Problem) return sendProblem(reply, error);
    const [issue] = error.validation ?? [];
    if (issue) {
      const where = `${error.validationContext ?? 'body'}${issue.instancePath}`;
      return sendProblem(reply, {
        status: 422,
        detail: `${where} ${issue.message ?? 'is invalid'}.`,
        headers: {},
      });
    }
    const { statusCode = 500 } = error;
    if (statusCode >= 400 && statusCode < 500) {
      return sendProblem(reply, {
        status: statusCode,
        detail: STATUS_CODES[statusCode] ?? 'Refused',
        headers: {},
      });
    }
    request.log.error(error);
    return isDatabaseAway(error)
      ? sendProblem(reply, {
          status: 503,
          detail: 'The database is not there.',
          headers: { 'retry-after': '5' },
        })
      : sendProblem(reply, { status: 500, detail: 'Something went wrong here.', headers: {} });
  });
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, { status: 404, detail: 'There is nothing at this address.', headers: {} }),
  );
}
