import { expect, it } from 'vitest';
import { publishedPackages } from './published-packages.js';

it.each(publishedPackages)(
  '$json.name is published for all to see, with provenance',
  ({ json }) => {
    expect(json.license).toBe('MIT');
    expect(json.publishConfig).toEqual({ access: 'public', provenance: true });
  },
);
