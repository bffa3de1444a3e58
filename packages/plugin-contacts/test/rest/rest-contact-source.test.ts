import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json, problem, serve, type TestServer } from '../../../plugin-calllog/test/rest/server.js';
import { isContactsError, restContactSource } from '../../src/index.js';

const NUMBER = '+16503945910';
const priya = { id: '1001', type: 'Acme', name: 'Priya Raman' };
const { signal } = new AbortController();

let server: TestServer;
beforeEach(async () => {
  server = await serve();
});
afterEach(() => server.close());

const source = (more: object = {}) =>
  restContactSource({
    url: server.url,
    headers: { authorization: 'Bearer s3cret-t0ken' },
    ...more,
  });

const withCode = (code: string) =>
  expect.toSatisfy((error: unknown) => isContactsError(error) && error.code === code);

describe('what is refused', () => {
  it.each([
    [undefined],
    [{}],
    [{ url: 'crm.example' }],
    [{ url: 'https://me@crm.example' }],
    [{ url: '/crm?x' }],
    [{ url: '/crm', headers: 1 }],
    [{ url: '/crm', defaultCountry: 'us' }],
    [{ url: '/crm', batch: 1 }],
    [{ url: '/crm', maxResponseBytes: -1 }],
  ])('options %j', (options) => {
    expect(() => restContactSource(options as never)).toThrow(withCode('OPTION_INVALID'));
  });

  it.each([
    [401, 'SOURCE_SIGN_IN'],
    [403, 'SOURCE_SIGN_IN'],
    [400, 'SOURCE_FAILED'],
    [429, 'SOURCE_FAILED'],
    [503, 'SOURCE_FAILED'],
  ])('by the server with %i is %s', async (status, code) => {
    server.answer = problem(status);
    await expect(source().findByNumbers([NUMBER], { signal })).rejects.toThrow(withCode(code));
    await expect(source().changes({}, { signal })).rejects.toThrow(withCode(code));
  });

  it('an answer of more bytes than the limit', async () => {
    server.answer = json({ contacts: { [NUMBER]: [priya] } });
    const failing = source({ maxResponseBytes: 40 }).findByNumbers([NUMBER], { signal });
    await expect(failing).rejects.toThrow(withCode('SOURCE_FAILED'));
    await expect(failing).rejects.toThrow('the response has more than 40 bytes');
    server.answer = json({ contacts: [], deleted: [], next: 'a', more: false });
    await expect(source({ maxResponseBytes: 40 }).changes({}, { signal })).rejects.toThrow(
      'the response has more than 40 bytes',
    );
  });

  it('without a number in the message, or the token', async () => {
    server.answer = problem(422, `who has ${NUMBER}, 650-394-5910, s3cret-t0ken?`);
    const failing = source().findByNumbers([NUMBER], { signal });
    await expect(failing).rejects.toThrow(/answered 422 \(Refused: who has …, …, …\?\)\.$/);
  });

  it('when a page of the network answers in its place', async () => {
    server.answer = (_got, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
    await expect(source().findByNumbers([NUMBER], { signal })).rejects.toThrow('is not valid JSON');
  });

  it.each([[null], [[]], [{}], [{ contacts: null }], [{ contacts: [] }]])(
    'as an answer: %j',
    async (body) => {
      server.answer = json(body);
      await expect(source().findByNumbers([NUMBER], { signal })).rejects.toThrow(
        withCode('SOURCE_ANSWER_INVALID'),
      );
    },
  );

  it.each([
    [null],
    [{}],
    [{ contacts: [], deleted: [], next: 1, more: false }],
    [{ contacts: [], deleted: [], next: 'a' }],
    [{ contacts: {}, deleted: [], next: 'a', more: false }],
    [{ contacts: [], deleted: [{}], next: 'a', more: false }],
    [{ contacts: [], deleted: [null], next: 'a', more: false }],
    [{ contacts: [], deleted: [{ id: 'a', type: 1 }], next: 'a', more: false }],
  ])('as changes: %j', async (body) => {
    server.answer = json(body);
    await expect(source().changes({}, { signal })).rejects.toThrow(
      withCode('SOURCE_ANSWER_INVALID'),
    );
  });

  it('and nothing is sent once the signal has aborted', async () => {
    const reason = new Error('too late');
    const context = { signal: AbortSignal.abort(reason) };
    await expect(source().findByNumbers([NUMBER], context)).rejects.toBe(reason);
    await expect(source().changes({}, context)).rejects.toBe(reason);
    expect(server.got).toEqual([]);
  });
});

it('asks for no number that the contract does not have, so that the others are answered', async () => {
  server.answer = json({ contacts: { [NUMBER]: [priya] } });
  const numbers = ['', NUMBER, '5'.repeat(201), '🙂'.repeat(200)];
  expect(await source().findByNumbers(numbers, { signal })).toEqual(new Map([[NUMBER, [priya]]]));
  expect(server.got.map(({ body }) => body)).toEqual([
    { phoneNumbers: [NUMBER, '🙂'.repeat(200)] },
  ]);
});

it('asks for many numbers in parts, and answers for those that were asked for', async () => {
  const numbers = Array.from({ length: 501 }, (_, i) => `+1650394${String(i).padStart(4, '0')}`);
  server.answer = (got, response) => {
    const [first = ''] = (got.body as { phoneNumbers: string[] }).phoneNumbers;
    json({ contacts: { [first]: [priya], [NUMBER]: [priya] } })(got, response);
  };
  const found = await source({ defaultCountry: 'US' }).findByNumbers(numbers, { signal });
  expect(server.got.map(({ path }) => path)).toEqual(['/contacts/match', '/contacts/match']);
  expect(found).toEqual(
    new Map([
      [numbers[0], [priya]],
      [numbers[500], [priya]],
    ]),
  );
  expect(await source().findByNumbers([], { signal })).toEqual(new Map());
});

it('reports the country only if it was reported', () => {
  expect(source({ defaultCountry: 'GB' }).defaultCountry).toBe('GB');
  expect(source()).not.toHaveProperty('defaultCountry');
});

it('asks what has changed since a token', async () => {
  const answer = { contacts: [priya], deleted: [{ id: 2 }], next: 'b', more: true };
  server.answer = json({ ...answer, extra: 1 });
  expect(await source().changes({ since: 'a&b', limit: 7 }, { signal })).toEqual(answer);
  await source().changes({}, { signal });
  expect(server.got.map(({ method, path }) => [method, path])).toEqual([
    ['GET', '/contacts/changes?since=a%26b&limit=7'],
    ['GET', '/contacts/changes?limit=500'],
  ]);
  expect(server.got[0]?.headers.authorization).toBe('Bearer s3cret-t0ken');
});
