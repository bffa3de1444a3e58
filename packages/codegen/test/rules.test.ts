import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProtocol, diffProtocols, loadProtocol, printViolation, RULES } from '../src/index.js';
import { edit, here, SCHEMAS, schemasWith, WIRES } from './support.js';

const NOTICE = 'toy/from-widget/push/notice.json';
const ASK = 'toy/from-widget/request/ask.json';

const violationsOf = async (schemas: string): Promise<readonly string[]> =>
  (await checkProtocol({ schemas })).map(printViolation);

describe('rules', () => {
  it('has a fixture folder for every rule, and no other', () => {
    expect(readdirSync(here('fixtures/rules')).sort()).toEqual(Object.keys(RULES).sort());
  });

  it.each(Object.keys(RULES))('%s is broken by its fixture, and it alone', async (rule) => {
    const violations = await checkProtocol({ schemas: await schemasWith(`rules/${rule}`) });
    expect(violations.map(printViolation)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^[\\w/.-]+\\.json#(/\\S*)? ${rule} (\\d+:\\d+ )?expected .+, received .+ \\(line \\d+\\)$`,
        ),
      ),
    ]);
  });

  it('finds no violation in the fixtures that are good', async () => {
    expect(await violationsOf(here('fixtures/good'))).toEqual([]);
    expect(await violationsOf(here('fixtures/second'))).toEqual([]);
  });

  it.each(WIRES)('finds no violation in the schemas of %s in this repository', async (wire) => {
    expect((await checkProtocol({ schemas: SCHEMAS, wire })).map(printViolation)).toEqual([]);
  });

  it('reports the violations of all files in one run, sorted', async () => {
    const schemas = await schemasWith(
      'rules/DEADLINE_TOO_LONG',
      'rules/ONCE_UNRESOLVED',
      'rules/TITLE_RESERVED',
    );
    await edit(schemas, ASK, (ask) => {
      ask['x-message'].combine = 'vote';
      ask['examples'] = [];
      ask['properties'].data = {
        items: 5,
        type: 'list',
        minItems: 'two',
        additionalProperties: false,
      };
    });
    const violations = await checkProtocol({ schemas });
    expect(violations.map(({ file, pointer, rule }) => `${file}#${pointer} ${rule}`)).toEqual([
      'shared/thing.json#/title TITLE_RESERVED',
      `${NOTICE}#/x-message/once ONCE_UNRESOLVED`,
      `${ASK}#/properties/data/items SCHEMA_INVALID`,
      `${ASK}#/properties/data/type SCHEMA_INVALID`,
      `${ASK}#/properties/data/minItems SCHEMA_INVALID`,
      `${ASK}#/properties/data/additionalProperties OBJECT_CLOSED`,
      `${ASK}#/examples EXAMPLE_MISSING`,
      `${ASK}#/x-message/combine ANNOTATION_INVALID`,
      `${ASK}#/x-message/deadlineMs DEADLINE_TOO_LONG`,
    ]);
  });

  it.each([
    ['a list', []],
    ['a text', 'schema'],
    ['nothing', null],
  ])('stands a file that holds %s', async (_what, json) => {
    const schemas = await schemasWith();
    const { writeFile } = await import('node:fs/promises');
    for (const path of [
      'toy/wire.json',
      NOTICE,
      'shared/thing.json',
      'toy/to-widget/push/enrol.json',
    ]) {
      await writeFile(`${schemas}/${path}`, JSON.stringify(json));
    }
    const rules = (await checkProtocol({ schemas })).map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(new Set(['WIRE_INVALID', 'SCHEMA_INVALID']));
  });

  it.each([
    ['kind', 5],
    ['from', 'nobody'],
    ['name', 7],
    ['type', ''],
    ['versions', '1'],
    ['once', 'thing'],
  ])('reports an annotation whose %s is %j', async (member, value) => {
    const schemas = await schemasWith();
    await edit(schemas, NOTICE, (notice) => (notice['x-message'][member] = value));
    const violations = await checkProtocol({ schemas });
    expect(violations.map(({ pointer, rule }) => `${pointer} ${rule}`)).toContain(
      `/x-message/${member} ANNOTATION_INVALID`,
    );
  });

  it('reports an annotation that is not an object', async () => {
    const schemas = await schemasWith();
    await edit(schemas, NOTICE, (notice) => (notice['x-message'] = 'push'));
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining('/x-message ANNOTATION_INVALID expected object, received "push"'),
    ]);
  });

  it('reports each part of an exchange that is not one', async () => {
    const schemas = await schemasWith();
    await edit(schemas, ASK, (ask) => {
      delete ask['properties'].data;
      ask['required'] = ['data', 'result', 'more'];
      ask['examples'] = [{ data: ['1'], result: {}, more: 1 }, 'ask'];
    });
    const violations = await checkProtocol({ schemas });
    expect(violations.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      '/required/0 REQUIRED_UNDEFINED',
      '/required/2 EXCHANGE_SHAPE',
      '/required/2 REQUIRED_UNDEFINED',
      '/properties EXCHANGE_SHAPE',
      '/examples/0/more EXCHANGE_SHAPE',
      '/examples/1 EXCHANGE_SHAPE',
    ]);
  });

  it('reports a capability, a policy and a deadline each where they are forbidden', async () => {
    const schemas = await schemasWith();
    await edit(schemas, NOTICE, (notice) =>
      Object.assign(notice['x-message'], { capability: 'asking', combine: 'all', deadlineMs: 5 }),
    );
    const violations = await checkProtocol({ schemas });
    expect(violations.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      '/x-message/capability REQUEST_ONLY',
      '/x-message/combine REQUEST_ONLY',
      '/x-message/deadlineMs REQUEST_ONLY',
    ]);
  });

  it('wants an open enumeration to say its type', async () => {
    const schemas = await schemasWith();
    await edit(
      schemas,
      NOTICE,
      (notice) => (notice['properties'].colour = { 'x-open-enum': ['red'] }),
    );
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining('/properties/colour/x-open-enum OPEN_ENUM_FORM'),
    ]);
  });

  it('wants a version of a member to be known', async () => {
    const schemas = await schemasWith();
    await edit(schemas, NOTICE, (notice) => (notice['properties'].colour['x-versions'] = ['9']));
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining(
        '/properties/colour/x-versions/0 VERSION_UNKNOWN expected "1", "2", received "9"',
      ),
    ]);
  });

  it('wants a title whose digits are followed by capitals', async () => {
    const schemas = await schemasWith();
    await edit(schemas, 'shared/thing.json', (thing) => (thing['title'] = 'Thing2go'));
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining('TITLE_FORM expected a capital letter after a digit'),
    ]);
    await edit(schemas, 'shared/thing.json', (thing) => (thing['title'] = 'thing'));
    expect(await violationsOf(schemas)).toEqual([expect.stringContaining('#/title TITLE_FORM')]);
  });

  it('wants a description that says something', async () => {
    const schemas = await schemasWith();
    await edit(schemas, NOTICE, (notice) => (notice['description'] = ''));
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining('#/description DESCRIPTION_MISSING'),
    ]);
  });

  it('does not let a reference leave the folder of schemas', async () => {
    const schemas = await schemasWith();
    const ref = '../../../../outside.json';
    await edit(schemas, '../outside.json', (json) => Object.assign(json, { title: 'Outside' }));
    await edit(schemas, NOTICE, (notice) => (notice['properties'].colour = { $ref: ref }));
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining(
        `REF_UNRESOLVED expected a schema in a file of the schemas folder, received "${ref}"`,
      ),
    ]);
  });

  it('says nothing of examples whose schema refers to a faulty one', async () => {
    const schemas = await schemasWith();
    await edit(
      schemas,
      'shared/thing.json',
      (thing) => (thing['properties'].id = { type: 'text' }),
    );
    const violations = await checkProtocol({ schemas });
    expect(violations.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'shared/thing.json SCHEMA_INVALID',
    ]);
  });

  it('takes a wire without roles, whose capabilities nothing registers', async () => {
    const schemas = await schemasWith();
    await edit(schemas, 'toy/wire.json', (wire) => {
      delete wire['roles'];
      delete wire['registration'];
    });
    expect(await violationsOf(schemas)).toEqual([]);
  });

  it('wants a registration exactly where a message registers', async () => {
    const schemas = await schemasWith();
    await edit(schemas, 'toy/wire.json', (wire) => delete wire['registration']);
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining('toy/wire.json# WIRE_INVALID'),
    ]);
  });

  it('wants registered flags in the register message', async () => {
    const schemas = await schemasWith();
    await edit(
      schemas,
      'toy/wire.json',
      (wire) => (wire['registration'].capabilities = '/name/flags'),
    );
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining('#/registration/capabilities REGISTRATION_UNRESOLVED'),
    ]);
  });

  it('finds what a merged result holds through references', async () => {
    const schemas = await schemasWith();
    await edit(schemas, ASK, (ask) => {
      ask['properties'].result = { allOf: [{ $ref: '../../../shared/found.json' }] };
    });
    const found = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Found',
      description: 'Things by kind.',
      type: 'object',
      properties: { small: { type: 'array', items: { $ref: './thing.json' } } },
      examples: [{ small: [] }],
    };
    await edit(schemas, 'shared/found.json', (json) => Object.assign(json, found));
    await edit(
      schemas,
      ASK,
      (ask) => (ask['examples'] = [{ data: [], result: { small: [{ id: '1' }] } }]),
    );
    expect(await violationsOf(schemas)).toEqual([]);
  });
});

describe('wire.json', () => {
  it.each([
    ['roles', (wire: Record<string, any>) => delete wire['roles']], // oxlint-disable-line no-explicit-any -- any shape of JSON
    ['roles.register', (wire: Record<string, any>) => delete wire['roles'].register], // oxlint-disable-line no-explicit-any -- any shape of JSON
  ])('with a registration has %s', async (_, change) => {
    const schemas = await schemasWith();
    await edit(schemas, 'toy/wire.json', change);
    expect(await violationsOf(schemas)).toContainEqual(
      expect.stringContaining(
        'toy/wire.json#/registration WIRE_INVALID expected no "registration" without "roles.register"',
      ),
    );
  });
});

describe('a schema file', () => {
  const deep = (count: number, wrap: (inner: string) => string): string => {
    let text = '{"type":"string"}';
    for (let index = 0; index < count; index += 1) text = wrap(text);
    return text;
  };
  const FORMS: readonly (readonly [name: string, wrap: (inner: string) => string])[] = [
    ['properties', (inner) => `{"type":"object","properties":{"a":${inner}}}`],
    ['items', (inner) => `{"type":"array","items":${inner}}`],
    ['allOf', (inner) => `{"allOf":[${inner}]}`],
    ['anyOf', (inner) => `{"anyOf":[${inner},{"type":"null"}]}`],
    ['additionalProperties', (inner) => `{"type":"object","additionalProperties":${inner}}`],
    ['tuples', (inner) => `{"items":[${inner}]}`],
    ['additionalItems', (inner) => `{"items":[],"additionalItems":${inner}}`],
  ];

  it.each(FORMS)('that nests %s too deep is refused with one line', async (_name, wrap) => {
    for (const count of [601, 20_000]) {
      const schemas = await schemasWith();
      await edit(schemas, NOTICE, (notice) => (notice['properties'].colour = '@'));
      const file = join(schemas, NOTICE);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('"@"', deep(count, wrap)));
      expect(await violationsOf(schemas)).toContain(
        `${NOTICE}# NESTING_TOO_DEEP expected at most 600 schemas within each other (alternatives of "anyOf" count), and 1300 levels of JSON, received more (line 1)`,
      );
    }
  });

  it('is refused if an anyOf has more alternatives than schemas may nest', async () => {
    const schemas = await schemasWith();
    const anyOf = Array.from({ length: 1000 }, (_, index) => ({ const: index }));
    await edit(schemas, NOTICE, (notice) => (notice['properties'].colour = { anyOf }));
    expect(await violationsOf(schemas)).toContainEqual(
      expect.stringContaining(`${NOTICE}# NESTING_TOO_DEEP expected at most 600 schemas`),
    );
  });

  /** Definitions of which each refers to the next one. */
  const chainOf = async (length: number): Promise<string> => {
    const schemas = await schemasWith();
    for (let index = 0; index < length; index += 1) {
      const last = index === length - 1;
      await edit(schemas, `shared/link${index}.json`, (json) =>
        Object.assign(json, {
          ...{ title: `Link${index}X`, description: 'A link.', type: 'object', examples: [{}] },
          properties: last ? {} : { next: { $ref: `./link${index + 1}.json` } },
        }),
      );
    }
    const $ref = '../../../shared/link0.json';
    await edit(schemas, NOTICE, (notice) => (notice['properties'].chain = { $ref }));
    return schemas;
  };

  it('is compared through a long chain of references', async () => {
    const [old, next] = [await chainOf(900), await chainOf(900)];
    await edit(next, 'shared/link899.json', (link) => (link['type'] = 'array'));
    await edit(next, 'shared/link899.json', (link) => (link['examples'] = [[]]));
    const changes = diffProtocols(
      await loadProtocol({ schemas: old }),
      await loadProtocol({ schemas: next }),
    );
    expect(changes).toContainEqual(expect.objectContaining({ file: 'shared/link899.json' }));
  });

  it('that nests values too deep is refused, too', async () => {
    const schemas = await schemasWith();
    const file = join(schemas, NOTICE);
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace('"examples": [', `"examples": [${'['.repeat(5000)}${']'.repeat(5000)},`),
    );
    expect(await violationsOf(schemas)).toEqual(
      expect.arrayContaining([expect.stringContaining('NESTING_TOO_DEEP')]),
    );
  });

  it.each([
    ['of 20 MB that is whole', 7_000_000, '"'],
    ['of 3 MB that does not end', 1_000_000, ''],
  ])('with a string %s is read', async (_what, count, end) => {
    const schemas = await schemasWith();
    const file = join(schemas, NOTICE);
    const long = `"${'{\\"'.repeat(count)}${end}`;
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('"type": "object"', `"type": ${long}`),
    );
    const rule = end === '' ? 'JSON_INVALID' : 'SCHEMA_INVALID';
    expect(await violationsOf(schemas)).toContainEqual(expect.stringContaining(rule));
  });

  it('with a pattern that is too long to analyse is refused for that reason', async () => {
    const schemas = await schemasWith();
    const pattern = '^([a-z]{5000})+$';
    await edit(schemas, NOTICE, (notice) => (notice['properties'].colour.pattern = pattern));
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining(
        `PATTERN_BACKTRACKS expected a shorter pattern (this one is too long to analyse), received "${pattern}"`,
      ),
    ]);
  });

  it.each([
    ['^\\d+\\-\\d+$', 'Invalid escape: write - instead of \\-'],
    ['a\\ b', 'Invalid escape: write   instead of \\ '],
    ['(', 'Unterminated group'],
    ['[z-a]', 'Range out of order in character class'],
  ])('with the pattern %j says why it is refused', async (pattern, reason) => {
    const schemas = await schemasWith();
    await edit(schemas, NOTICE, (notice) => (notice['properties'].colour.pattern = pattern));
    expect(await violationsOf(schemas)).toEqual([
      expect.stringContaining(
        `PATTERN_INVALID expected a regular expression with the flag "u" (${reason}), received`,
      ),
    ]);
  });
});
