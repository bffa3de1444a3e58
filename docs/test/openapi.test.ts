import { expect, it } from 'vitest';
import { openApiFiles, openApiPlugins } from '../build/openapi.js';

it.each(openApiPlugins())(
  '%sopenapi.json is one document: it refers to no other file',
  async (plugin) => {
    const text = (await openApiFiles(plugin)).get(`${plugin}openapi.json`) ?? '';
    const references = [...text.matchAll(/"\$ref": "([^"]*)"/gu)].map(([, to]) => to ?? '');
    expect(references.length).toBeGreaterThan(5);
    const document = JSON.parse(text) as unknown;
    for (const reference of references) {
      let at: unknown = document;
      for (const name of reference.split('/').slice(1)) at = (at as Record<string, unknown>)[name];
      expect(at, reference).toBeTypeOf('object');
    }
  },
);
