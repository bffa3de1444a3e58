import { array, boolean, constant, constantFrom, type Arbitrary } from 'fast-check';
import { isObject } from '@jackfield/plugin-kit/json';
import type { Schema } from '../../generated/schemas.js';
import { TestingError } from '../../testing-error.js';
import { STRANGE_KEYS } from '../edges.js';
import { choose, weighted } from './choice.js';
import { accepts } from './issues.js';
import { numbersOf } from './numbers.js';
import { additions, anything, entries, nothing, objectsOf, type Member } from './objects.js';
import { both, checkDepth, type Definitions } from './schema.js';
import { hasNoConstraints, shapesOf, type Shape } from './shape.js';
import { textsOf } from './texts.js';

/** A schema to derive values from, and its context. */
interface Place {
  readonly schema: Schema;
  readonly definitions: Definitions;
  /** Valid values at this place. */
  readonly examples: readonly unknown[];
  /** The kind of personal data of an enclosing object or list, which applies to everything in it. */
  readonly personal: Shape['personal'];
  readonly depth: number;
}

/** `undefined` if no value is valid. */
type Derived = Arbitrary<unknown> | undefined;

/** A list without constraints is mostly empty on the wire. */
const freeItems: Arbitrary<readonly unknown[]> = choose<readonly unknown[]>(
  weighted(5, constant([])),
  weighted(1, array(anything, { maxLength: 2 })),
);

const derive = (place: Place): Derived => {
  checkDepth(place.depth);
  const found = shapesOf(place.schema, place.definitions).flatMap((shape) =>
    ofShape({ ...shape, personal: shape.personal ?? place.personal }, place),
  );
  return found.length === 0 ? undefined : choose(...found.map((each) => weighted(1, each)));
};

const ofShape = (shape: Shape, place: Place): readonly Arbitrary<unknown>[] => {
  if (shape.values) {
    const valid = shape.values.filter((value) => accepts(place.schema, value, place.definitions));
    return valid.length === 0 ? [] : [constantFrom<unknown[]>(...valid)];
  }
  if (shape.free && shape.personal === undefined) return [anything];
  return shape.types.flatMap((type) => ofType(type, shape, place) ?? []);
};

const ofType = (type: Shape['types'][number], shape: Shape, place: Place): Derived => {
  if (type === 'null') return constant(null);
  if (type === 'boolean') return boolean();
  if (type === 'object') return objects(shape, place);
  if (type === 'array') return lists(shape, place);
  const { examples } = place;
  if (type === 'string') {
    const texts = examples.filter((one) => typeof one === 'string');
    return textsOf(shape, texts);
  }
  const numbers = examples.filter((one) => typeof one === 'number');
  return numbersOf(shape, type === 'integer', numbers);
};

const below = (
  place: Place,
  schema: Schema,
  examples: readonly unknown[],
  { personal }: { readonly personal?: Shape['personal'] },
): Place => ({ ...place, schema, examples, personal, depth: place.depth + 1 });

const lists = (shape: Shape, place: Place): Derived => {
  const { items = {}, size } = shape;
  if (size.min > size.max) return undefined;
  const isFree = hasNoConstraints(items) && items['x-personal'] === undefined;
  if (isFree && size.min === 0 && size.max === Infinity) return freeItems;
  const shown = place.examples.filter(Array.isArray).flat();
  const each = derive(below(place, items, shown, shape));
  if (!each) return size.min === 0 ? constant([]) : undefined;
  const maxLength = Number.isFinite(size.max) ? { maxLength: size.max } : {};
  return array(each, { minLength: size.min, ...maxLength });
};

const objects = (shape: Shape, place: Place): Derived => {
  const { rest, names, required } = shape;
  const shown = place.examples.filter(isObject);
  const isName = (name: string): boolean => !names || accepts(names, name, place.definitions);

  const members: Member[] = [];
  for (const name of new Set([...required, ...shape.members.keys()])) {
    const schema = shape.members.get(name) ?? rest ?? {};
    const own = shown.flatMap((one) => (Object.hasOwn(one, name) ? [one[name]] : []));
    const values = isName(name) ? derive(below(place, schema, own, shape)) : undefined;
    const isRequired = required.includes(name);
    // In a record every key counts, even if its value is undefined.
    if (values)
      members.push({ name, required: isRequired, mayBeUndefined: !isRequired && !rest, values });
    else if (isRequired) return undefined;
  }
  if (!rest && !names) return objectsOf(members, additions);

  const text = both(names, { type: 'string' }) as Schema;
  const keys = derive(below(place, text, shown.flatMap(Object.keys), {}));
  const values = derive(below(place, rest ?? {}, shown.flatMap(Object.values), shape));
  if (!keys || !values) return objectsOf(members, nothing);
  const strange = STRANGE_KEYS.filter(isName);
  const odd = strange.length === 0 ? [] : [weighted(1, constantFrom<unknown[]>(...strange))];
  const drawn = choose(weighted(8, keys), ...odd) as Arbitrary<string>;
  return objectsOf(members, entries(drawn, values));
};

/**
 * Returns an arbitrary of a schema's valid values. Ordinary values come first, because fast-check shrinks to them.
 *
 * @param examples - values known to be valid: ids and strings without constraints are drawn from
 *   them, so that two are sometimes equal
 * @throws `TestingError` `SCHEMA_UNSUPPORTED` if no value is valid, or none is found
 */
export const arbitraryOf = (
  schema: Schema,
  definitions: Definitions,
  examples: readonly unknown[] = [],
): Arbitrary<unknown> => {
  const found = derive({ schema, definitions, examples, personal: undefined, depth: 0 });
  if (found) return found;
  throw new TestingError(
    'SCHEMA_UNSUPPORTED',
    'schema: expected a schema with at least one valid value, received one without',
  );
};
