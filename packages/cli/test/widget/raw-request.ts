import { connect } from 'node:net';
import { request } from 'node:http';

/** The response to a request that a program writes itself. */
export const raw = (origin: string, text: string): Promise<string> =>
  new Promise((done, fail) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', fail).on('close', () => done(answer));
  });

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request with any headers: fetch sets some itself. */
export const ask = (
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Answer> =>
  new Promise((done, fail) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const { statusCode: status, headers: received } = response;
      let text = '';
      const answer = (): Answer => ({ status, headers: received, text });
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        // A stream does not end: its beginning says that it is open.
        if (/event-stream|ndjson/.test(String(received['content-type']))) {
          done(answer());
          response.destroy();
        }
      });
      response.on('end', () => done(answer())).on('error', () => done(answer()));
    });
    sent.on('error', fail);
    sent.end(body);
  });
