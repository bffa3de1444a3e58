import { isPrimitive } from '@jackfield/plugin-kit/json';
import { _, Name, str, stringify, type Ajv, type Code, type KeywordCxt } from 'ajv';
import { getProperty } from 'ajv/dist/compile/codegen/index.js';
import { Type } from 'ajv/dist/compile/util.js';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import type { Schema } from '../schema.js';
import type { FindTag, Tag } from '@jackfield/plugin-kit/union-tags';

/** The keywords that {@link lower} puts in the place of `enum` and `const`. */
const MANY_VALUES = 'manyValues';
const SAME_AS_ONE = 'sameAsOne';
const SAME_AS = 'sameAs';

/** Keywords whose values become constants of the module. */
export const LISTS_OF_VALUES: ReadonlySet<string> = new Set([MANY_VALUES, SAME_AS_ONE, SAME_AS]);

/** The keyword beside `oneOf` that contains a {@link Tag}. */
const TAG = 'tag';

/** Ajv prints one nested comparison for each value: at this number, a list is shorter. */
const MANY = 40;

/** Functions and patterns of generated code by the names that the code calls them by. */
export const HELPERS: ReadonlyMap<string, string> = new Map([
  [
    'same',
    `function same(a, b) {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const names = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}`,
  ],
  [
    // Equal objects get one number, so that the time is linear, and a shared object is visited once.
    'unique',
    `function unique(items) {
  const numbers = new Map();
  const known = new Map();
  const textOf = (value) => {
    if (typeof value !== "object" || value === null)
      return typeof value === "string" ? JSON.stringify(value) : String(value);
    if (!known.has(value)) {
      const text = Array.isArray(value)
        ? "[" + Array.from(value, textOf)
        : "{" + Object.keys(value).sort().map((name) => JSON.stringify(name) + textOf(value[name]));
      if (!numbers.has(text)) numbers.set(text, "#" + numbers.size);
      known.set(value, numbers.get(text));
    }
    return known.get(value);
  };
  return new Set(Array.from(items, textOf)).size === items.length;
}`,
  ],
  [
    // Exact for decimal numbers: 0.3 is a multiple of 0.1, though the quotient of the two is not whole.
    'multiple',
    `function multiple(value, of) {
  if (!Number.isFinite(value)) return false;
  const [a, b] = [value, of].map((number) => {
    const [digits, exponent] = number.toExponential().split("e");
    const [whole, fraction = ""] = digits.split(".");
    return [BigInt(whole + fraction), exponent - fraction.length];
  });
  const least = Math.min(a[1], b[1]);
  const scaled = ([digits, exponent]) => digits * 10n ** BigInt(exponent - least);
  return scaled(a) % scaled(b) === 0n;
}`,
  ],
  [
    // Branches of a union may contain the same definition, and objects the same object: without it, time
    // and the number of issues would double at each level.
    'once',
    `const checked = new WeakMap();
function once(check, data, path, issues) {
  if (typeof data !== "object" || data === null) return check(data, path, issues);
  const all = checked.get(issues) ?? new Map();
  const own = all.get(check) ?? new Map();
  const known = own.get(data);
  const first = issues.length;
  if (known) {
    if (!known.found) throw new RangeError("A value contains itself.");
    for (const { pointer, ...rest } of known.found)
      issues.push({ pointer: path + pointer.slice(known.path.length), ...rest });
  } else {
    const entry = { path };
    checked.set(issues, all.set(check, own.set(data, entry)));
    check(data, path, issues);
    entry.found = issues.slice(first, first + 100);
    issues.length = first + entry.found.length;
  }
}`,
  ],
  ...[...FORMATS.values()].map(
    ({ name, pattern }) => [name, `const ${name} = ${String(pattern)};`] as const,
  ),
]);

/**
 * Replaces the keywords of one schema for which Ajv would load functions at run time or print too much
 * code, and gives unions their tags.
 */
export const lower = (schema: Schema, findTag: FindTag<Schema>): Schema => {
  const { enum: values, const: only, anyOf: _anyOf, oneOf: _oneOf, ...rest } = schema;
  const lowered: Record<string, unknown> = { ...rest };
  const unions = (['anyOf', 'oneOf'] as const).flatMap((keyword) => {
    const list = schema[keyword];
    if (list === undefined) return [];
    const found = findTag(keyword, list);
    return [
      found === undefined ? { [keyword]: list } : { oneOf: found.branches, [TAG]: found.tag },
    ];
  });
  const isTwice = unions.length > 1 && unions.some((union) => TAG in union);
  if (isTwice) lowered['allOf'] = [...(schema.allOf ?? []), ...unions];
  else Object.assign(lowered, ...unions);
  if (only !== undefined) {
    if (isPrimitive(only)) lowered['const'] = only;
    else lowered[SAME_AS_ONE] = [only];
  }
  if (values !== undefined) {
    const isFew = values.length > 0 && values.length < MANY;
    lowered[!values.every(isPrimitive) ? SAME_AS : isFew ? 'enum' : MANY_VALUES] = values;
  }
  return lowered;
};

const ERRORS = new Name('errors');

/** Adds an issue: of a keyword, with what was expected, at the value or at one of its members. */
const report = (context: KeywordCxt, keyword: string, limit?: Code, member?: Code): void => {
  const more = [
    ...(limit === undefined ? [] : [_`, limit: ${limit}`]),
    ...(member === undefined ? [] : [_`, member: ${member}`]),
  ].reduce((all, one) => _`${all}${one}`, _``);
  context.setParams({ issue: _`{keyword: ${keyword}${more}}` });
  context.error();
};

const ERROR = {
  message: '',
  params: ({ params }: { readonly params: { readonly issue?: Code } }): Code =>
    params.issue as Code,
};

/** Prints the check of a subschema. The result is a variable that is true if the value is valid. */
const check = (context: KeywordCxt, subschema: Parameters<KeywordCxt['subschema']>[0]): Name => {
  const valid = context.gen.name('_valid');
  context.subschema({ ...subschema, compositeRule: true }, valid);
  return valid;
};

/** The number of issues so far, to which `drop` can go back. */
const mark = ({ gen }: KeywordCxt): { readonly drop: () => void } => {
  const errors = gen.const('_errs', ERRORS);
  return { drop: () => void gen.code(_`issues.length = ${errors}`) };
};

/** A call of the definition's function. Ajv's own would compile the definition now, and all behind it. */
const reference =
  (nameOf: (title: string) => string, recursive: ReadonlySet<string>) =>
  ({ gen, data, schema, it }: KeywordCxt): void => {
    const title = schema as string;
    const check = new Name(nameOf(title));
    const given = _`${data}, ${str`${new Name('instancePath')}${it.errorPath}`}, issues`;
    gen.code(recursive.has(title) ? _`once(${check}, ${given})` : _`${check}(${given})`);
  };

const not = (context: KeywordCxt): void => {
  if ((context.schema as unknown) === false) return;
  const { drop } = mark(context);
  const valid = check(context, { keyword: 'not' });
  context.gen.if(valid, () => report(context, 'not'), drop);
};

const condition = (context: KeywordCxt): void => {
  const { gen, parentSchema } = context;
  const [then, otherwise] = (['then', 'else'] as const).map((keyword) =>
    parentSchema[keyword] === undefined ? undefined : (): void => void check(context, { keyword }),
  );
  if (then === undefined && otherwise === undefined) return;
  const { drop } = mark(context);
  const valid = gen.const('valid', check(context, { keyword: 'if' }));
  drop();
  if (then === undefined) gen.if(_`!${valid}`, otherwise);
  else gen.if(valid, then, otherwise);
};

const exactlyOne = (context: KeywordCxt, first: number): void => {
  const { gen } = context;
  const branches = context.schema as readonly unknown[];
  const { drop } = mark(context);
  const passed = gen.let('passed', 0);
  for (let index = first; index < branches.length; index += 1) {
    const valid = check(context, { keyword: 'oneOf', schemaProp: index });
    gen.if(valid, () => gen.code(_`${passed}++`));
  }
  gen.if(_`${passed} > 0`, drop);
  gen.if(_`${passed} !== 1`, () => report(context, 'oneOf', stringify(branches.length)));
};

const anyOfThese = (values: readonly unknown[], at: Code): Code =>
  values.map((value) => _`${at} === ${stringify(value)}`).reduce((all, one) => _`${all} || ${one}`);

const branchOf = (context: KeywordCxt, tag: Tag, name: string): void => {
  const { gen, data } = context;
  const at = _`${data}${getProperty(name)}`;
  for (const [index, values] of tag.values.entries()) {
    const isNamed = anyOfThese(values, at);
    const test = index === tag.optional ? _`${at} === undefined || ${isNamed}` : isNamed;
    if (index === 0) gen.if(test);
    else gen.elseIf(test);
    check(context, { keyword: 'oneOf', schemaProp: index });
  }
  gen.else();
  report(context, 'enum', stringify(tag.values.flat()), stringify(name));
  gen.endIf();
};

/** Only the branch that the tag names is checked, so that the issues are those of the branch meant. */
const oneOf = (context: KeywordCxt): void => {
  const { gen, data, parentSchema } = context;
  const tag = parentSchema[TAG] as Tag | undefined;
  if (tag === undefined) {
    exactlyOne(context, 0);
    return;
  }
  const branches = context.schema as readonly unknown[];
  gen.if(_`${data} && typeof ${data} == "object" && !Array.isArray(${data})`);
  if (tag.name === undefined) check(context, { keyword: 'oneOf', schemaProp: 0 });
  else branchOf(context, tag, tag.name);
  const count = branches.length - tag.values.length;
  if (count > 0 || parentSchema['type'] !== 'object') {
    gen.else();
    if (count === 0) report(context, 'type', stringify('object'));
    else if (tag.others === undefined) exactlyOne(context, tag.values.length);
    else otherTypes(context, tag.others, tag.values.length);
  }
  gen.endIf();
};

/** One branch that names types only, beside objects with a tag: `null`, for example. */
const otherTypes = (context: KeywordCxt, types: readonly string[], branch: number): void => {
  const { gen } = context;
  const { drop } = mark(context);
  const valid = check(context, { keyword: 'oneOf', schemaProp: branch });
  gen.if(_`!${valid}`, () => {
    drop();
    report(context, 'type', stringify(['object', ...types]));
  });
};

const contains = (context: KeywordCxt): void => {
  const { gen, data } = context;
  const { drop } = mark(context);
  const found = gen.let('found', false);
  gen.forRange('i', 0, _`${data}.length`, (index) => {
    const valid = check(context, {
      keyword: 'contains',
      dataProp: index,
      dataPropType: Type.Num,
    });
    gen.if(valid, () => gen.assign(found, true).break());
  });
  gen.if(found, drop, () => report(context, 'contains'));
};

/** Unlike Ajv's, this prints no schema, and an unknown member is an issue of its own. */
const additionalProperties = (context: KeywordCxt): void => {
  const { gen, data, parentSchema } = context;
  const schema = context.schema as Schema | false | undefined;
  if (schema === undefined) return;
  const names = Object.keys((parentSchema['properties'] ?? {}) as object);
  const patterns = Object.keys((parentSchema['patternProperties'] ?? {}) as object);
  gen.forIn('key', data, (key) => {
    const known = [
      ...(names.length === 0 ? [] : [_`${stringify(names)}.includes(${key})`]),
      ...patterns.map((pattern) => _`${patternOf(context, pattern)}.test(${key})`),
    ];
    const visit = (): void => {
      if (schema === false) report(context, 'additionalProperties', undefined, key);
      else
        context.subschema(
          { keyword: 'additionalProperties', dataProp: key, dataPropType: Type.Str },
          gen.name('valid'),
        );
    };
    if (known.length === 0) visit();
    else gen.if(_`!(${known.reduce((all, one) => _`${all} || ${one}`)})`, visit);
  });
};

/** As Ajv does for `pattern`, so that equal patterns are one constant. */
const patternOf = ({ gen }: KeywordCxt, pattern: string): Name => {
  const ref = new RegExp(pattern, 'u');
  return gen.scopeValue('pattern', {
    key: String(ref),
    ref,
    code: _`new RegExp(${pattern}, "u")`,
  });
};

const multipleOf = (context: KeywordCxt): void => {
  const { gen, data } = context;
  const of = context.schema as number;
  const fails = Number.isInteger(of) ? _`${data} % ${of} !== 0` : _`!multiple(${data}, ${of})`;
  gen.if(fails, () => report(context, 'multipleOf', stringify(of)));
};

const uniqueItems = (context: KeywordCxt): void => {
  if (context.schema !== true) return;
  context.gen.if(_`!unique(${context.data})`, () => report(context, 'uniqueItems'));
};

const format = (context: KeywordCxt): void => {
  const name = context.schema as string;
  const pattern = FORMATS.get(name)?.name as string;
  context.gen.if(_`!${new Name(pattern)}.test(${context.data})`, () =>
    report(context, 'format', stringify(name)),
  );
};

const sameAs =
  (keyword: string, test: (data: Name) => Code) =>
  (context: KeywordCxt): void => {
    const { gen, data, schemaCode } = context;
    gen.if(_`!${schemaCode}.${test(data)}`, () => report(context, keyword, schemaCode as Code));
  };

/**
 * Replaces keywords of Ajv by those that need nothing of it at run time, and adds those of `lower`.
 * `nameOf` returns the name of a definition's function; `recursive` are the titles of recursive ones.
 */
export const addKeywords = (
  ajv: Ajv,
  nameOf: (title: string) => string,
  recursive: ReadonlySet<string>,
): void => {
  const add = (
    keyword: string,
    code: (context: KeywordCxt) => void,
    more: {
      readonly type?: 'object' | 'array' | 'string' | 'number';
      readonly before?: string;
    } = {},
  ): void => {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({ keyword, ...more, code, error: ERROR });
  };
  add('$ref', reference(nameOf, recursive));
  add('not', not);
  add('if', condition);
  add('oneOf', oneOf);
  add('contains', contains, { type: 'array' });
  add('uniqueItems', uniqueItems, { type: 'array' });
  add('multipleOf', multipleOf, { type: 'number' });
  add('format', format, { type: 'string' });
  add(
    MANY_VALUES,
    sameAs('enum', (data) => _`includes(${data})`),
  );
  add(
    SAME_AS,
    sameAs('enum', (data) => _`some((one) => same(one, ${data}))`),
  );
  add(
    SAME_AS_ONE,
    sameAs('const', (data) => _`some((one) => same(one, ${data}))`),
  );
  add('additionalProperties', additionalProperties, { type: 'object', before: 'dependencies' });
};
