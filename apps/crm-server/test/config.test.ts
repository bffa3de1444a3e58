import { expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { readSeed } from '../src/seed.js';
import { hashToken } from '../src/tokens.js';

const TOKEN = 'a-token-that-is-long-enough';

it.each([
  [{ PORT: '-1' }],
  [{ PORT: '65536' }],
  [{ PORT: '3000x' }],
  [{ CRM_RATE_LIMIT: '1.5' }],
  [{ CRM_ORIGINS: '*' }],
  [{ CRM_ORIGINS: 'crm.example' }],
  [{ CRM_ORIGINS: 'https://crm.example/' }],
  [{ CRM_ORIGINS: 'https://crm.example, https://crm.example/path' }],
  [{ CRM_TOKENS: TOKEN }],
  [{ CRM_TOKENS: 'acme:short' }],
  [{ CRM_TOKENS: `:${TOKEN}` }],
  [{ CRM_TOKENS: `a/b:${TOKEN}` }],
  [{ CRM_METRICS_TOKEN: 'short' }],
  [{ CRM_COUNTRY: 'us' }],
  [{ CRM_LOG: 'verbose' }],
  [{ CRM_PROXIES: 'proxy' }],
  [{ CRM_PROXIES: '10.0.0.0/33' }],
  [{ CRM_PROXIES: '10.0.0.1, 10.0.0.0/8/8' }],
])('%j is refused, by its name', (env) => {
  expect(() => readConfig(env)).toThrow(`${Object.keys(env)[0]}: expected `);
});

it('a token that is wrong is not quoted', () => {
  expect(() => readConfig({ CRM_TOKENS: 'acme:s3cret' })).not.toThrow(/s3cret/);
  expect(() => readConfig({ CRM_TOKENS: 'acme:s3cret' })).toThrow();
});

it('without an environment it listens to this machine only, and lets no page ask', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: undefined,
    dataFolder: 'data',
    origins: [],
    tokens: [],
    rateLimit: 600,
    metricsToken: undefined,
    country: 'US',
    logLevel: 'info',
  });
});

it('takes proxies by address and by network', () => {
  expect(readConfig({ CRM_PROXIES: '10.0.0.0/8 ::1' }).proxies).toEqual(['10.0.0.0/8', '::1']);
});

it('keeps the hashes of tokens', () => {
  const { tokens, metricsToken, origins } = readConfig({
    CRM_TOKENS: `acme:${TOKEN}, other:${TOKEN}2`,
    CRM_METRICS_TOKEN: TOKEN,
    CRM_ORIGINS: 'https://crm.example http://127.0.0.1:4173',
  });
  expect(tokens).toEqual([
    { tenant: 'acme', hash: hashToken(TOKEN) },
    { tenant: 'other', hash: hashToken(`${TOKEN}2`) },
  ]);
  expect(metricsToken).toBe(hashToken(TOKEN));
  expect(origins).toEqual(['https://crm.example', 'http://127.0.0.1:4173']);
});

it.each([
  ['{}'],
  ['[1]'],
  ['[null]'],
  ['[{"id": 1}]'],
  ['[{"name": "A"}]'],
  ['[{"id": {}, "name": "A"}]'],
  ['['],
])('%s are no contacts', (text) => {
  expect(() => readSeed(text)).toThrow();
});

it('a file of contacts that is not JSON is not quoted', () => {
  expect(() => readSeed('[{"name": Priya 6505550199}]')).toThrow(
    /^Expected a file of valid JSON\.$/,
  );
});
