import type { Place } from '@jackfield/plugin-kit/envelopes';
import {
  isArrayOf,
  isHolderNeeded,
  isNeeded,
  isTagged,
  readingOrder,
  type Layout,
  type Slot,
} from '@jackfield/plugin-kit/layout';
import type { Wire } from '../schema.js';
import { key, value } from './source.js';

/** A place as a key of an object literal or of a pattern. */
export const placeKey = (place: Place): string =>
  typeof place === 'number' ? String(place) : key(place);

/** What a reader calls the parts that it takes out. */
const NAMES: Readonly<Partial<Record<Slot['part'], string>>> = {
  id: 'id',
  type: 'type',
  body: 'body',
  result: 'body',
  error: 'error',
};

/** Emits the statement that takes the parts out of an object; the rest of it is the body if it is spread. */
const taken = (slots: readonly Slot[], isSpread: boolean, from: string): string => {
  let count = 0;
  const parts = slots.flatMap(({ place, part }) => {
    const name = NAMES[part];
    if (name !== undefined) return [`${placeKey(place)}: ${name}`];
    // What is not part of the body is taken out of the rest.
    if (!isSpread) return [];
    return [`${placeKey(place)}: ${part === 'tag' ? '_tag' : `_${(count += 1)}`}`];
  });
  if (isSpread) parts.push('...body');
  return parts.length === 0 ? '' : `const { ${parts.join(', ')} } = ${from};`;
};

/** Emits the code that unwraps the envelopes of the widget from `data`. */
export const emitReader = (wire: Wire): string => {
  const layouts = readingOrder(wire.envelope, 'widget');
  const common = new Set(
    Object.keys(wire.envelope.widget.constants ?? {}).map((name) =>
      typeof layouts[0]?.outer[0]?.place === 'number' ? Number(name) : name,
    ),
  );
  const { types, ids } = wire.envelope;
  const isValid = (form: typeof types, name: string): string =>
    `${form === 'number' ? 'Number.isFinite' : 'isText'}(${name})`;
  const read = (form: typeof types, name: string): string =>
    form === 'number' ? `${name}: String(${name})` : name;
  const [isType, isId] = [isValid(types, 'type'), isValid(ids, 'id')];
  const [type, id] = [read(types, 'type'), read(ids, 'id')];

  const test = (from: string, { place, ...slot }: Slot, equal = '==='): string =>
    `${from}[${value(place)}] ${'value' in slot ? `${equal} ${value(slot.value)}` : '!== undefined'}`;
  const payloadOf = ({ payload }: Layout): string => `data[${value(payload)}]`;
  const isContainer = (layout: Layout): string =>
    `${isArrayOf(layout.inner) ? 'Array.isArray' : 'isMembers'}(${payloadOf(layout)})`;

  /** Tests of what is constant in a kind, except the tag. */
  const constants = (layout: Layout): readonly string[] => {
    const outer = layout.outer.filter(
      ({ part, place }) => part === 'constant' && !common.has(place),
    );
    const inner = layout.inner.filter(({ part }) => part === 'constant');
    return [
      ...outer.map((slot) => test('data', slot)),
      ...(inner.length === 0 ? [] : [isContainer(layout)]),
      ...inner.map((slot) => test(payloadOf(layout), slot)),
    ];
  };

  /** Tests of what identifies an envelope without a tag: which parts it has. */
  const presence = (layout: Layout): readonly string[] => {
    if (isTagged(layout)) return [];
    const inner = layout.inner.filter(isNeeded).map((slot) => test(payloadOf(layout), slot));
    const payload = isHolderNeeded(layout) ? isContainer(layout) : `${payloadOf(layout)} != null`;
    return [
      ...layout.outer.filter(isNeeded).map((slot) => test('data', slot)),
      ...(layout.payload === undefined ? [] : [payload]),
      ...inner,
    ];
  };

  /** Emits the end of the reader for one kind, with further tests but without those that are done. */
  const opened = (
    layout: Layout,
    tests: readonly string[],
    done: readonly string[] = [],
  ): string => {
    const { kind, outer, payload, inner, isSpread } = layout;
    const isResponse = kind === 'response' || kind === 'error';
    const all = [...outer, ...inner];
    const hasError = all.some(({ part }) => part === 'error');
    const isInnerArray = isArrayOf(inner);
    const whole = [
      ...(isResponse ? [] : [isType]),
      ...(all.some(({ part }) => part === 'id') ? [isId] : []),
      // A text has positions and members, too. If it needs none of them, it would be a payload.
      ...(payload !== undefined && (isResponse || isInnerArray) ? [isContainer(layout)] : []),
      ...tests,
    ].filter((one) => !done.includes(one));
    const found = isResponse
      ? [
          "kind: 'response'",
          id,
          "type: ''",
          kind === 'error' ? 'body: undefined' : 'body',
          // Only a truthy error is one.
          ...(kind === 'error' ? ["error: error || 'no reason given'"] : hasError ? ['error'] : []),
        ]
      : [`kind: ${value(kind)}`, kind === 'request' ? id : "id: ''", type, 'body'];
    const cast = isInnerArray ? 'readonly unknown[]' : 'Members';
    return [
      taken(outer, isSpread && payload === undefined, 'data'),
      payload === undefined ? '' : taken(inner, isSpread, `${payloadOf(layout)} as ${cast}`),
      `return ${[...new Set(whole)].join(' && ')} ? { ${found.join(', ')} } : undefined;`,
    ].join(' ');
  };

  /** A response that is known by its tag needs no test: core ignores an id that it does not know. */
  const isPlain = ({ kind, outer, payload }: Layout): boolean =>
    kind === 'response' &&
    ids !== 'number' &&
    payload === undefined &&
    !isArrayOf(outer) &&
    outer.every(({ part }) => part !== 'constant');

  const plain = ({ outer }: Layout): string => {
    const member = (wanted: Slot['part']): string =>
      outer.flatMap(({ place, part }) => (part === wanted ? [`data[${value(place)}]`] : [])).join();
    const error = member('error');
    return `return { kind: 'response', id: ${member('id')} as string, type: '', body: ${member('result')}${error === '' ? '' : `, error: ${error}`} };`;
  };

  const tagOf = ({ outer }: Layout): string =>
    outer.flatMap((slot) => (slot.part === 'tag' ? [value(slot.value)] : [])).join();

  const wrapped = layouts.filter(({ kind }) => kind !== 'bare');
  const bare = layouts.find(({ kind }) => kind === 'bare');
  /** Emits the code that tries envelopes in their order, of which the last needs fewer tests. */
  const chained = (all: readonly Layout[]): string => {
    const blocks = all.map((layout, index) => {
      const isLast = index === all.length - 1;
      const tests = [
        ...layout.outer
          .filter(({ part }) => part === 'tag' && !isSwitched)
          .map((slot) => test('data', slot)),
        ...constants(layout),
        ...(isLast ? [] : presence(layout)),
      ];
      const block = opened(layout, [], tests);
      if (tests.length === 0) return block;
      return `if (${[...new Set(tests)].join(' && ')}) { ${block} }${isLast ? '\nreturn undefined;' : ''}`;
    });
    return blocks.length === 0 ? 'return undefined;' : blocks.join('\n');
  };

  const isSwitched = wrapped.length > 0 && wrapped.every(isTagged);

  const switched = (): string => {
    const cases = [...new Set(wrapped.map(tagOf))].map((tag) => {
      const [only, ...others] = wrapped.filter((layout) => tagOf(layout) === tag) as [
        Layout,
        ...Layout[],
      ];
      if (others.length > 0) return `case ${tag}: { ${chained([only, ...others])} }`;
      return isPlain(only)
        ? `case ${tag}: ${plain(only)}`
        : `case ${tag}: { ${opened(only, constants(only))} }`;
    });
    const end = bare === undefined ? 'return undefined;' : opened(bare, []);
    return `switch (data[${value(wire.envelope.tag)}]) { ${cases.join('\n')} }\n${end}`;
  };

  const [first] = layouts;
  const checks = [
    ...(first !== undefined && isArrayOf(first.outer, first.payload)
      ? ['!Array.isArray(data)']
      : []),
    ...(first?.outer ?? [])
      .filter(({ part, place }) => part === 'constant' && common.has(place))
      .map((slot) => test('data', slot, '!==')),
  ];
  return [
    ...(checks.length === 0 ? [] : [`if (${checks.join(' || ')}) return undefined;`]),
    isSwitched ? switched() : chained(layouts),
  ].join('\n');
};
