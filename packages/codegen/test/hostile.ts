import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Texts that end, open or change something in one of the generated languages. */
export const HOSTILE: readonly string[] = [
  '*/ globalThis.ran = 1; /*',
  '*\\/ */globalThis.ran=1//',
  '`${globalThis.ran = 1}`',
  "'; globalThis.ran = 1; '",
  '"; globalThis.ran = 1; "',
  '\\"; globalThis.ran = 1; //\\',
  '</script><script>globalThis.ran = 1</script>',
  '<!-- --> --!> <img src=x onerror="globalThis.ran = 1">',
  '\u2028globalThis.ran = 1\u2029globalThis.ran = 1',
  'a\nglobalThis.ran = 1\r\nglobalThis.ran = 1\rglobalThis.ran = 1',
  '# a\n\n```\n\n<img src=x onerror=1>\n\n~~~\n| a | b |\n|---|---|',
  '`a\n\n<img src=x onerror=1>\n\nb` \\`<img src=x onerror=2>`',
  '[a](javascript:globalThis.ran=1) ![b](data:x) <javascript:1>\n\n[c]: javascript:1',
  '\u0000\u0001\u007f\u0085 \ud800 \udc00x \ufeff',
  '\u202e\u2066 evil \u2069\u200f',
  '{{ constructor.constructor("globalThis.ran = 1")() }}',
  '= errors; vErrors errors++; errors === 0; vErrors = issue(vErrors, ',
  '@returns {never} {@link x} @deprecated',
  '__proto__',
];

type Json = unknown;

const source = { versions: [] as string[], stability: 'documented', source: '' };

/** Escapes a member name for a JSON pointer. */
const step = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * A protocol that has `text` at every place where the meta-schemas allow any text.
 *
 * @param hasErrors - whether responses of the page have an error; otherwise requests have a failure
 */
export const hostileProtocol = (text: string, hasErrors = true): Readonly<Record<string, Json>> => {
  // The only member names that are refused.
  const member = text === '__proto__' ? 'proto' : text.replaceAll(/\p{Surrogate}/gu, '');
  const personal = { [member]: { type: 'string', 'x-personal': 'name', description: text } };
  const words = {
    description: text,
    deprecated: true,
    'x-deprecated': text,
    'x-versions': [text, '2'],
  };
  const facts = { ...source, versions: [text], source: text };
  const pattern = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const push = (name: string, from: string, body: object, more: object = {}): Json => ({
    title: name.charAt(0).toUpperCase() + name.slice(1),
    description: text,
    deprecated: true,
    'x-deprecated': text,
    type: 'object',
    ...body,
    'x-message': { kind: 'push', name, type: `${name} ${text}`, from, ...facts, ...more },
  });
  const request = (name: string, from: string, more: object): Json => ({
    title: name.charAt(0).toUpperCase() + name.slice(1),
    description: text,
    type: 'object',
    properties: {
      data: { description: text, type: 'object', required: [member], properties: personal },
      result: {
        description: text,
        type: 'object',
        additionalProperties: {
          description: text,
          type: 'array',
          items: { description: text, allOf: [{ $ref: '../../../shared/thing.json' }] },
        },
        propertyNames: { 'x-personal': 'number', description: text },
      },
    },
    examples: [{ data: { [member]: text }, result: {} }],
    'x-message': { kind: 'request', name, type: text, from, ...facts, ...more },
  });
  const shape = (kind: string): object => ({ tag: `${kind} ${text}`, type: `type ${text}` });
  // A name that every object inherits is not a place.
  const tag = text === '__proto__' ? 'proto' : text;
  const widget = {
    constants: { [`constant ${text}`]: text },
    push: { ...shape('push'), payload: `payload ${text}` },
    request: { ...shape('request'), payload: `in ${text}`, id: `id ${text}`, body: `body ${text}` },
    response: {
      tag: `response ${text}`,
      id: `id ${text}`,
      result: `result ${text}`,
      error: `error ${text}`,
    },
  };
  const { error: _error, ...response } = widget.response;
  const page = {
    ...widget,
    response,
    error: hasErrors
      ? {
          tag: `error ${text}`,
          id: `id ${text}`,
          message: `message ${text}`,
          defaults: { [`default ${text}`]: { [text]: text } },
        }
      : undefined,
  };
  const flags = `/flags/${step(member)}`;
  return {
    'toy/wire.json': {
      name: 'toy',
      title: text,
      description: text,
      versions: [text, '2'],
      timeoutMs: 1000,
      frameId: text,
      origins: ['https://toy.example'],
      roles: { ready: 'ready', register: 'enrol' },
      registration: {
        ...{ name: `/name ${step(member)}`, capabilities: flags },
        ...(hasErrors ? {} : { value: 'type', options: flags }),
      },
      envelope: { tag, widget, page },
    },
    'shared/thing.json': {
      title: 'Thing',
      ...{ description: text, deprecated: true, 'x-deprecated': text },
      type: 'object',
      required: [member],
      properties: {
        [member]: { ...words, anyOf: [{ enum: [text, 1] }, { const: `${text} ` }] },
        all: {
          ...words,
          type: 'object',
          allOf: [
            { required: [member], properties: personal },
            { anyOf: [{ required: [member] }, { required: ['all'] }] },
          ],
        },
        open: { type: 'string', 'x-open-enum': [text, 'b'], description: text },
        matched: { type: 'string', pattern, description: text, minLength: 1, maxLength: 1000 },
        list: { type: 'array', items: { enum: [text] }, minItems: 0, maxItems: 3 },
        other: { type: 'string', 'x-wires': [text], description: text },
        number: { type: 'number', minimum: 0, maximum: 3, 'x-unit': 's', description: text },
      },
      examples: [
        { [member]: text, open: text, matched: text, list: [text], [`more ${text}`]: text },
      ],
    },
    'toy/from-widget/push/ready.json': push(
      'ready',
      'widget',
      { examples: [{}] },
      { envelope: 'bare' },
    ),
    'toy/from-widget/push/notice.json': push(
      'notice',
      'widget',
      {
        properties: { [member]: { $ref: '../../../shared/thing.json' }, same: words },
        examples: [{ [text]: { [member]: text } }, { same: { [text]: [text, { [text]: 1 }] } }],
      },
      { once: `/${step(member)}` },
    ),
    'toy/from-widget/push/remark.json': push(
      'remark',
      'widget',
      { properties: { [member]: { type: 'string' } }, examples: [{ [member]: text }] },
      { type: `notice ${text}`, match: { [`/${step(member)}`]: [text] } },
    ),
    'toy/from-widget/request/ask.json': request('ask', 'widget', {
      ...{ capability: member, combine: 'merge', deadlineMs: 500, requires: [member] },
      ...(hasErrors ? {} : { failure: { [text]: [{ [member]: text }] } }),
    }),
    'toy/to-widget/request/query.json': request('query', 'page', {}),
    'toy/to-widget/push/enrol.json': push('enrol', 'page', {
      required: [`name ${member}`],
      properties: {
        [`name ${member}`]: { type: 'string' },
        flags: {
          type: 'object',
          properties: { [member]: { type: 'object', properties: { [member]: { const: true } } } },
        },
      },
      examples: [{ [`name ${member}`]: text }],
    }),
  };
};

/** Writes files of JSON below a folder. */
export const writeJson = async (
  folder: string,
  files: Readonly<Record<string, Json>>,
): Promise<void> => {
  for (const [path, json] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(json));
  }
};
