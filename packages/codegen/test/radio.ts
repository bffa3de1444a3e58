import { freshFolder } from './support.js';
import { writeJson } from './hostile.js';

const DRAFT = 'http://json-schema.org/draft-07/schema#';
const facts = { versions: ['1', '2'], stability: 'documented', source: 'acme/radio@1 radio.ts:1' };
const text = { type: 'string' };
const object = (properties: object, ...required: string[]): object => ({
  type: 'object',
  ...(required.length === 0 ? {} : { required }),
  properties,
});

const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const push = (
  from: 'widget' | 'page',
  name: string,
  body: object,
  example: unknown,
  annotation: object,
): object => ({
  ...{ $schema: DRAFT, title: titleOf(name), description: `What ${name} says.` },
  ...{ ...body, examples: [example] },
  'x-message': { kind: 'push', name, from, ...annotation, ...facts },
});

const request = (
  from: 'widget' | 'page',
  name: string,
  [data, result]: readonly [data: object, result: object],
  example: { readonly data?: unknown; readonly result?: unknown },
  annotation: object,
): object => ({
  ...{ $schema: DRAFT, title: titleOf(name), description: `What ${name} asks.`, type: 'object' },
  ...{ required: Object.keys(example), properties: { data, result }, examples: [example] },
  'x-message': { kind: 'request', name, from, ...annotation, ...facts },
});

const kind = { kind: text, title: text };
const rating = object({ action: text, stars: { type: 'number' } });
const found = object({ tracks: { type: 'array', items: text } }, 'tracks');

/** The wire `phone`, whose plugins run on the wire `radio`. */
const PHONE = {
  'phone/wire.json': {
    ...{ name: 'phone', title: 'Phone', description: 'A telephone.', houseRules: true },
    ...{ versions: ['1', '2'], timeoutMs: 9000, origins: ['https://acme.example'] },
    envelope: {
      tag: 'kind',
      widget: {
        push: { tag: 'push', type: 'type', body: 'body' },
        request: { tag: 'request', id: 'id', type: 'type', body: 'body' },
      },
      page: { response: { tag: 'response', id: 'id', result: 'result', error: 'error' } },
    },
  },
  'phone/from-widget/push/playing.json': push(
    'widget',
    'playing',
    object({ title: text }),
    {},
    {
      type: 'playing',
    },
  ),
  'phone/from-widget/push/secret.json': push(
    'widget',
    'secret',
    object({}),
    {},
    {
      ...{ type: 'secret', internal: true },
    },
  ),
  'phone/from-widget/request/findTracks.json': request(
    'widget',
    'findTracks',
    [object({ title: text }), found],
    { data: {}, result: { tracks: [] } },
    { type: 'find', capability: 'finding', combine: 'first', deadlineMs: 5000 },
  ),
};

const FILES = {
  'radio/wire.json': {
    ...{ name: 'radio', title: 'Radio', description: 'A radio in a page.', houseRules: true },
    ...{ versions: ['1', '2'], timeoutMs: 3000 },
    origins: ['https://radio.example', 'https://acme.example'],
    paths: { 'https://acme.example': '/radio/' },
    roles: { ready: ['started', 'tuned'], register: 'enlist' },
    registration: {
      ...{ name: '/service/name', capabilities: '/service', value: 'type' },
      ...{ options: '/service', sticky: true },
    },
    speaks: 'phone',
    envelope: {
      tag: 'type',
      widget: {
        request: { tag: 'ask', id: 'askId', type: 'path', body: 'body' },
        response: { tag: 'answer', id: 'answerId', result: 'response' },
      },
      page: {
        request: { tag: 'page-ask', id: 'askId', type: 'path', body: 'body' },
        response: { tag: 'page-answer', id: 'answerId', result: 'response' },
      },
    },
  },
  'radio/from-widget/push/started.json': push(
    'widget',
    'started',
    object({}),
    {},
    {
      type: 'radio-started',
    },
  ),
  'radio/from-widget/push/tuned.json': push(
    'widget',
    'tuned',
    object({ to: text }),
    {},
    {
      type: 'radio-tuned',
    },
  ),
  'radio/from-widget/push/song.json': push(
    'widget',
    'song',
    object({ ...kind, by: object({ band: text }) }, 'title'),
    { kind: 'song', title: 'A', by: { band: 'B' } },
    {
      ...{ type: 'radio-play', speaks: ['playing'] },
      match: { '/kind': ['song', 'live'], '/by/band': true },
    },
  ),
  'radio/from-widget/push/news.json': push(
    'widget',
    'news',
    object({ ...kind, urgent: { type: 'boolean' } }, 'title'),
    { kind: 'news', title: 'A' },
    { type: 'radio-play', match: { '/kind': ['news'] } },
  ),
  'radio/from-widget/push/jingle.json': push(
    'widget',
    'jingle',
    object(kind),
    {},
    {
      ...{ type: 'radio-play', internal: true, match: { '/kind': ['jingle'] } },
    },
  ),
  'radio/from-widget/push/talk.json': push(
    'widget',
    'talk',
    object(kind),
    { kind: 'x' },
    {
      type: 'radio-play',
    },
  ),
  'radio/from-widget/push/station.json': push(
    'widget',
    'station',
    object({ name: text, deep: object({ very: { type: 'number' } }, 'very') }, 'name', 'deep'),
    { name: 'A', deep: { very: 1 } },
    { type: 'radio-station', unchecked: true },
  ),
  'radio/from-widget/request/findTracks.json': request(
    'widget',
    'findTracks',
    [object({ title: text }, 'title'), found],
    { data: { title: 'A' }, result: { tracks: ['A'] } },
    {
      ...{ type: '/acme/findTracks', speaks: 'findTracks', capability: 'findPath' },
      ...{ combine: 'first', deadlineMs: 5000, timeoutMs: 9000, failure: { tracks: [] } },
    },
  ),
  'radio/from-widget/request/rate.json': request(
    'widget',
    'rate',
    [rating, {}],
    { data: { stars: 5 }, result: 'ok' },
    {
      ...{ type: '/acme/rate', capability: 'ratePath', combine: 'all', deadlineMs: 2500 },
      ...{ failure: null, requires: ['settings'] },
    },
  ),
  'radio/from-widget/request/viewRating.json': request(
    'widget',
    'viewRating',
    [rating, {}],
    { data: { action: 'view' }, result: 'ok' },
    {
      ...{ type: '/acme/rate', capability: 'ratePath', combine: 'all', deadlineMs: 2500 },
      ...{ failure: 'none', unchecked: true, match: { '/action': ['view'] } },
    },
  ),
  'radio/from-widget/request/skip.json': request(
    'widget',
    'skip',
    [object({ seconds: { type: 'number' } }, 'seconds'), { type: 'boolean' }],
    { data: { seconds: 1 }, result: true },
    {
      ...{ type: '/acme/skip', capability: 'skipPath', combine: 'first', deadlineMs: 2500 },
      ...{ failure: false, match: { '/seconds': true } },
    },
  ),
  'radio/to-widget/push/enlist.json': push(
    'page',
    'enlist',
    object(
      {
        service: object(
          {
            ...{ name: text, findPath: text, ratePath: text, skipPath: text, label: text },
            settings: { type: 'array', items: text },
          },
          'name',
        ),
      },
      'service',
    ),
    { service: { name: 'Acme' } },
    { type: 'radio-enlist' },
  ),
  'radio/to-widget/push/mute.json': push(
    'page',
    'mute',
    object({ on: { type: 'boolean' } }),
    {},
    {
      type: 'radio-mute',
    },
  ),
  'radio/to-widget/request/volume.json': request(
    'page',
    'volume',
    [object({}), { type: 'number' }],
    { data: {}, result: 7 },
    { type: '/volume' },
  ),
};

/**
 * The schemas of a wire with all forms that few wires have: bare pushes, responses without errors, types
 * of several messages, registered types, options, and messages of another wire.
 *
 * @param within - the folder for them; by default one that is gone after the test
 */
export const radioSchemas = async (within?: string): Promise<string> => {
  const folder = within ?? (await freshFolder());
  await writeJson(folder, { ...PHONE, ...FILES });
  return folder;
};
