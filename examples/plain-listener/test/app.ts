import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../src/app.js';
import type { Wire } from './defects.js';

/** The running application. */
export interface App {
  readonly address: string;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly wire?: Wire;
  /** The address of the widget's script. Default: RingCentral's. */
  readonly adapter?: string;
  /** The text of the page's script. Default: the application's own. */
  readonly listener?: string;
  /** Whether the page has the script that is written with Jackfield. */
  readonly withJackfield?: boolean;
}

/** Starts the application on a free port of this machine. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const server = await new Promise<Server>((done) => {
    const started: Server = createApp(options).listen(0, '127.0.0.1', () => done(started));
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
