import { isIP } from 'node:net';
import { hashToken, type GivenToken } from './tokens.js';

/** The configuration, read from the environment: see the README. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  /** The origins of pages that may send requests. */
  readonly origins: readonly string[];
  readonly tokens: readonly GivenToken[];
  /** The limit of requests per minute, for each tenant on each server. */
  readonly rateLimit: number;
  /** The hash of the token for `/metrics`, which is not served without one. */
  readonly metricsToken: string | undefined;
  /** The country whose national numbers the contacts have. */
  readonly country: string;
  readonly logLevel: string;
  /** The proxies whose `X-Forwarded-For` names the client. Default: none. */
  readonly proxies?: readonly string[] | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const SHORTEST_TOKEN = 24;

const fail = (name: string, expected: string): never => {
  // The message omits the value, which may be a secret.
  throw new Error(`${name}: expected ${expected}.`);
};

function number(env: Environment, name: string, otherwise: number, max: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 && value <= max
    ? value
    : fail(name, `a whole number up to ${max}`);
}

const list = (text = ''): readonly string[] => text.split(/[\s,]+/u).filter((each) => each !== '');

function readOrigins(text: string | undefined): readonly string[] {
  return list(text).map((each) => {
    const origin = URL.canParse(each) ? new URL(each).origin : '';
    // Anything else never equals what a browser sends, and `*` would allow every page.
    return origin === each ? each : fail('CRM_ORIGINS', "origins such as 'https://crm.example'");
  });
}

function readToken(name: string, token: string): string {
  const ok = new RegExp(`^[\\w.~+/=-]{${SHORTEST_TOKEN},500}$`, 'u').test(token);
  return ok
    ? hashToken(token)
    : fail(name, `a token of at least ${SHORTEST_TOKEN} letters, digits and - _ . ~ + / =`);
}

function readTokens(text: string | undefined): readonly GivenToken[] {
  return list(text).map((each) => {
    const [, tenant = '', token = ''] = /^([^:]*):(.*)$/u.exec(each) ?? [];
    if (!/^[\w-]{1,100}$/u.test(tenant)) fail('CRM_TOKENS', "'tenant:token', more after a blank");
    return { tenant, hash: readToken('CRM_TOKENS', token) };
  });
}

function readProxies(text: string | undefined): readonly string[] | undefined {
  const proxies = list(text).map((each) => {
    const [address = '', bits, ...more] = each.split('/');
    const max = isIP(address) === 4 ? 32 : 128;
    const isNetwork = bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= max);
    return isIP(address) !== 0 && isNetwork && more.length === 0
      ? each
      : fail('CRM_PROXIES', "addresses or networks such as '10.0.0.0/8'");
  });
  return proxies.length > 0 ? proxies : undefined;
}

function readLogLevel(text: string | undefined): string {
  const level = text || 'info';
  return ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].includes(level)
    ? level
    : fail('CRM_LOG', 'fatal, error, warn, info, debug, trace or silent');
}

/** Reads the environment. Throws if a value is not valid. */
export function readConfig(env: Environment): Config {
  const country = env.CRM_COUNTRY || 'US';
  if (!/^[A-Z]{2}$/u.test(country)) fail('CRM_COUNTRY', "a country such as 'US'");
  return {
    host: env.HOST || '127.0.0.1',
    port: number(env, 'PORT', 3000, 65_535),
    databaseUrl: env.DATABASE_URL || undefined,
    dataFolder: env.CRM_DATA || 'data',
    origins: readOrigins(env.CRM_ORIGINS),
    tokens: readTokens(env.CRM_TOKENS),
    rateLimit: number(env, 'CRM_RATE_LIMIT', 600, 1_000_000),
    metricsToken: env.CRM_METRICS_TOKEN
      ? readToken('CRM_METRICS_TOKEN', env.CRM_METRICS_TOKEN)
      : undefined,
    country,
    logLevel: readLogLevel(env.CRM_LOG),
    proxies: readProxies(env.CRM_PROXIES),
  };
}
