import { fileURLToPath } from 'node:url';
import { startProcess, type Killable } from './process.js';

export const TOKEN = 'chaos-token-chaos-token-chaos';
const APP = fileURLToPath(new URL('../..', import.meta.url));

/** The real server, with PGlite on disk, which is killed and started again. */
export interface Crm {
  /** Where it listens; `undefined` while it is dead. */
  readonly url: string | undefined;
  kill(): Promise<void>;
  start(): Promise<void>;
}

export function createCrm(dataFolder: string, pageOrigin: string): Crm {
  let running: Killable | undefined;
  let url: string | undefined;
  return {
    get url() {
      return url;
    },
    async kill() {
      url = undefined;
      await running?.kill();
      running = undefined;
    },
    async start() {
      const args = ['--conditions=@jackfield/source', '--import', 'tsx', 'src/main.ts'];
      const env = {
        PORT: '0',
        DATABASE_URL: '',
        CRM_DATA: dataFolder,
        CRM_TOKENS: `chaos:${TOKEN}`,
        CRM_ORIGINS: pageOrigin,
        CRM_RATE_LIMIT: '1000000',
        CRM_LOG: 'silent',
      };
      running = startProcess(process.execPath, args, { cwd: APP, env });
      url = await running.prints(/CRM server (\S+)/u);
    },
  };
}
