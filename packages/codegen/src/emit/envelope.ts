import { StructureKind, type FunctionDeclarationStructure } from 'ts-morph';
import type { Place } from '@jackfield/plugin-kit/envelopes';
import { stepsOf } from '@jackfield/plugin-kit/json';
import {
  hasErrors,
  inPositions,
  isArrayOf,
  layoutsOf,
  typeOnWire,
  type Layout,
  type LayoutKind,
  type Slot,
} from '@jackfield/plugin-kit/layout';
import { liveMessages, type Protocol } from '../model.js';
import type { Wire } from '../schema.js';
import { emitReader, placeKey } from './envelope-reader.js';
import { key, printSource, value } from './source.js';
import { importTypes, SHARED_TYPES } from './statements.js';

/** The source text of a message's values, by part. */
type Texts = Readonly<Partial<Record<Slot['part'], string>>>;

const exported = (
  name: string,
  docs: string,
  parameters: readonly (readonly [name: string, type: string])[],
  statements: string,
): FunctionDeclarationStructure => ({
  kind: StructureKind.Function,
  name,
  isExported: true,
  docs: [docs],
  parameters: parameters.map(([parameter, type]) => ({ name: parameter, type })),
  returnType: 'unknown',
  statements,
});

/** Emits an object or an array with the values that are given by part. */
const container = (
  slots: readonly Slot[],
  values: Texts,
  isSpread: boolean,
  payload?: readonly [Place, string],
): string => {
  const given = (part: Slot['part']): readonly Slot[] => slots.filter((slot) => slot.part === part);
  // The body is first, so that no member of it replaces one of the envelope.
  const ordered = [...new Set([...given('body'), ...given('type'), ...slots])];
  const own = ordered.flatMap((slot): readonly (readonly [Place, string])[] => {
    const text = 'value' in slot ? value(slot.value) : values[slot.part];
    return text === undefined ? [] : [[slot.place, text]];
  });
  const all = payload === undefined ? own : [...own, payload];
  if (isArrayOf(slots, payload?.[0])) {
    return `[${inPositions(new Map(all), 'null', slots, payload?.[0]).join(', ')}]`;
  }
  const members = all.map(([place, text]) => `${placeKey(place)}: ${text}`);
  return `{ ${[...(isSpread ? ['...members'] : []), ...members].join(', ')} }`;
};

const wrapped = ({ outer, payload, inner, isSpread }: Layout, values: Texts): string =>
  payload === undefined
    ? container(outer, values, isSpread)
    : container(outer, values, false, [payload, container(inner, values, isSpread)]);

/** Emits an object literal with `options`, `name` and `capabilities` at the wire's pointers. */
const registered = ({
  name,
  capabilities,
  value: form,
  options,
}: NonNullable<Wire['registration']>): string => {
  const put = (pointers: readonly (readonly [path: readonly string[], text: string])[]): string => {
    const own = pointers.filter(([path]) => path.length === 0).map(([, text]) => text);
    const names = [...new Set(pointers.flatMap(([path]) => path.slice(0, 1)))];
    const members = names.map((member) => {
      const below = pointers.flatMap(([path, text]) =>
        path[0] === member ? [[path.slice(1), text] as const] : [],
      );
      const [first] = below;
      const isLeaf = below.length === 1 && first?.[0].length === 0 && !first[1].startsWith('...');
      return `${key(member)}: ${isLeaf ? first[1] : put(below)}`;
    });
    return `{ ${[...own, ...members].join(', ')} }`;
  };
  const types =
    'Object.fromEntries(Object.keys(capabilities).map((each) => [each, capabilityTypes[each]]))';
  return put([
    ...(options === undefined ? [] : [[stepsOf(options), '...options'] as const]),
    [stepsOf(capabilities), form === 'type' ? `...${types}` : '...capabilities'],
    [stepsOf(name), 'name'],
  ]);
};

/** Emits a table of values by name. */
const tableOf = (
  name: string,
  type: string,
  entries: readonly (readonly [name: string, value: unknown])[],
): string => {
  const members = [...new Map(entries)].map(([each, item]) => `${key(each)}: ${value(item)}`);
  return `const ${name}: Readonly<Record<string, ${type}>> = { ${members.join(', ')} };`;
};

/** Emits the body of `wrapMessage`. */
const messageWrapper = (
  layouts: ReadonlyMap<LayoutKind, Layout>,
  id: string,
  type: string,
): string => {
  const kinds = (['push', 'request', 'bare'] as const).flatMap((kind) => {
    const layout = layouts.get(kind);
    return layout === undefined
      ? []
      : [[`kind === '${kind}'`, wrapped(layout, { id, type, body: 'body' })] as const];
  });
  const last = kinds.pop();
  if (last === undefined) return 'return undefined;';
  const other = kinds.pop();
  const lines = kinds.map(([test, text]) => `if (${test}) return ${text};`);
  lines.push(`return ${other === undefined ? '' : `${other[0]} ? ${other[1]} : `}${last[1]};`);
  const text = lines.join('\n');
  return text.includes('...members') ? `const members = body as Members;\n${text}` : text;
};

/** Emits the body of `wrapResponse`. */
const responseWrapper = (
  layouts: ReadonlyMap<LayoutKind, Layout>,
  id: string,
  hasFailures: boolean,
): string => {
  const response = layouts.get('response');
  if (response === undefined) return 'return undefined;';
  if (hasFailures) {
    const answer = 'error ? failures[request as string] : result';
    return `return ${wrapped(response, { id, result: answer })};`;
  }
  const result = wrapped(response, { id, result: 'result' });
  const hasError = [...response.outer, ...response.inner].some(({ part }) => part === 'error');
  const failed = hasError ? response : layouts.get('error');
  return failed === undefined
    ? `return ${result};`
    : `return error ? ${wrapped(failed, { id, error: 'error' })} : ${result};`;
};

/** Unused parameters have an underscore: compiler options may forbid unused names. */
const parameters = (
  text: string,
  names: readonly (readonly [name: string, type: string])[],
): readonly (readonly [name: string, type: string])[] =>
  names.map(([name, type]) => [
    new RegExp(`\\b${name.replace('?', '')}\\b`).test(text) ? name : `_${name}`,
    type,
  ]);

/** Emits `envelope.ts`: functions that wrap and unwrap the wire's messages. */
export const emitEnvelope = (protocol: Protocol): Promise<string> => {
  const { wire } = protocol;
  const layouts = layoutsOf(wire.envelope, 'page');
  const read = emitReader(wire);
  const posted = (form: 'string' | 'number' | undefined, name: string): string =>
    form === 'number' ? `Number(${name})` : name;
  const { types, ids } = wire.envelope;
  const id = posted(ids, 'id');
  const message = messageWrapper(layouts, id, posted(types, 'type'));
  const requests = liveMessages(protocol, 'widget', 'request');
  const failing = hasErrors(wire.envelope, 'page') ? [] : requests;
  const response = responseWrapper(layouts, id, failing.length > 0);
  const { registration } = wire;
  const body = registration === undefined ? '{}' : registered(registration);
  const tables = [
    ...(failing.length === 0
      ? []
      : [
          tableOf(
            'failures',
            'unknown',
            failing.map(({ name, failure }) => [name, failure]),
          ),
        ]),
    ...(registration?.value === 'type'
      ? [
          tableOf(
            'capabilityTypes',
            types ?? 'string',
            requests.map(({ capability, type }) => [
              capability as string,
              typeOnWire(wire.envelope, type),
            ]),
          ),
        ]
      : []),
  ];
  const isArray = read.includes('Array.isArray(data)');
  const data = isArray ? 'readonly unknown[]' : 'Members';
  // Only the helpers in use: compiler options may forbid unused names.
  const helpers = [
    ['type Members = Readonly<Record<string, unknown>>;', /\bMembers\b/],
    [
      "const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';",
      /\bisText\(/,
    ],
    [
      "const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;",
      /\bisMembers\(/,
    ],
  ] as const;
  const parse = `function parse(${read.includes('data') ? 'data' : '_data'}: ${data}): Envelope | undefined {
  ${read}
}`;
  const used = `${parse} ${message}${/\bisMembers\(/.test(read) ? ' Members' : ''}`;
  return printSource(protocol, {
    statements: [
      ...importTypes(['Envelope', 'EnvelopeKind'], SHARED_TYPES),
      [...helpers.flatMap(([text, use]) => (use.test(used) ? [text] : [])), ...tables, parse].join(
        '\n\n',
      ),
      {
        ...exported(
          'readEnvelope',
          'Unwraps an object that the widget posted; undefined if it has no valid envelope. Never throws.',
          [['data', 'unknown']],
          `try { return parse(data as ${data}); } catch {
            // null, an invalid payload, or a getter that throws.
            return undefined;
          }`,
        ),
        returnType: 'Envelope | undefined',
      },
      exported(
        'wrapMessage',
        'Wraps a message of the page in the envelope of its kind; a bare message gets none.',
        parameters(message, [
          ['kind', 'EnvelopeKind'],
          ['type', 'string'],
          ['body', 'unknown'],
          ['id?', 'string'],
        ]),
        message,
      ),
      exported(
        'wrapResponse',
        failing.length === 0
          ? "Puts the page's answer into its envelope: the error, if there is one, or else the result."
          : "Puts the page's answer into its envelope: the result or, if there is an error, what a failed request is answered.",
        parameters(response, [
          ['id', 'string'],
          ['result', 'unknown'],
          ['error?', 'string'],
          ...(failing.length === 0 ? [] : [['request?', 'string'] as const]),
        ]),
        response,
      ),
      exported(
        'registerBody',
        'Returns the body of the message that registers a service and its capabilities.',
        parameters(body, [
          ['name', 'string'],
          ['capabilities', 'Readonly<Record<string, true>>'],
          ...(registration?.options === undefined ? [] : [['options?', 'object'] as const]),
        ]),
        `return ${body};`,
      ),
    ],
  });
};
