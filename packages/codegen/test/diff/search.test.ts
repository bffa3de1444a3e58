import { describe, expect, it } from 'vitest';
import { checkProtocol, loadProtocol } from '../../src/index.js';
import { edit, here, schemasWith } from '../support.js';
import { search } from './search.js';

const PAIRS = 3000;

describe('random pairs of schemas', () => {
  it('report a change that breaks code wherever Ajv finds a body that is valid no more', async () => {
    const base = await loadProtocol({ schemas: here('fixtures/good') });
    const { misses, broken } = search(base, 1, PAIRS);
    expect(misses.slice(0, 3)).toEqual([]);
    // The search could not fail if it found no such bodies.
    expect(broken).toBeGreaterThan(PAIRS / 10);
  });

  it('are schemas that the meta-schema permits, with all of its validating keywords', async () => {
    const base = await loadProtocol({ schemas: here('fixtures/good') });
    const { schemas } = search(base, 1, 150, 300);
    const folder = await schemasWith();
    await edit(folder, 'toy/from-widget/push/notice.json', (notice) => {
      notice['properties'] = Object.fromEntries(
        schemas.map((schema, index) => [
          `m${index}`,
          JSON.parse(
            JSON.stringify(schema).replaceAll(/"Def[AB]"/g, '"../../../shared/thing.json"'),
          ) as object,
        ]),
      );
      delete notice['required'];
      delete notice['x-message'].once;
      notice['examples'] = [{}];
    });
    const rules = (await checkProtocol({ schemas: folder })).map(({ rule }) => rule);
    // Rules of readable schemas, which no comparison depends on.
    const style = new Set(['MEMBERS_MIXED', 'REQUIRED_UNDEFINED', 'OPEN_ENUM_FORM']);
    expect(rules.filter((rule) => !style.has(rule))).toEqual([]);
    const text = JSON.stringify(schemas);
    for (const keyword of KEYWORDS) expect(text).toContain(`"${keyword}":`);
  });
});

const KEYWORDS = [
  ...['$ref', 'type', 'required', 'properties', 'additionalProperties', 'propertyNames', 'items'],
  ...['enum', 'const', 'allOf', 'anyOf', 'minLength', 'maxLength', 'pattern', 'minimum'],
  ...['maximum', 'minItems', 'maxItems', 'x-open-enum'],
];
