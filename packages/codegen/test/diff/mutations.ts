import { walkSchema } from '../../src/walk.js';
import type { Json } from '../../src/json.js';
import type { Protocol } from '../../src/index.js';

/** What a test may change. */
interface Loose {
  [member: string]: any; // oxlint-disable-line no-explicit-any -- any schema, message or wire
}

/** A change of a protocol: the rules of which one must report it, and the places where it is possible. */
export interface Mutation {
  readonly name: string;
  readonly rules: readonly string[];
  readonly places: (protocol: Protocol) => readonly Loose[];
  readonly change: (place: Loose) => void;
}

/** The schemas that some message uses, everywhere in them; roots have no `properties` around them. */
const schemas = (protocol: Protocol): readonly Loose[] =>
  [...protocol.messages, ...protocol.definitions].flatMap(({ schema }) =>
    [...walkSchema(schema as unknown as Json)].map(([, sub]) => sub as unknown as Loose),
  );

const withMembers = (protocol: Protocol): readonly Loose[] =>
  bodies(protocol).filter(({ properties }) => properties !== undefined);

/**
 * All but the exchange of a request, which is not a value, and but the branches of an `allOf`: what one
 * of them allows another may refuse, so that nothing changes.
 */
const bodies = (protocol: Protocol): readonly Loose[] => {
  const all = schemas(protocol);
  const others = new Set<unknown>(all.flatMap(({ allOf = [] }) => allOf as readonly unknown[]));
  for (const { kind, schema } of protocol.messages) if (kind === 'request') others.add(schema);
  return all.filter((schema) => !others.has(schema));
};

const having =
  (keyword: string) =>
  (protocol: Protocol): readonly Loose[] =>
    bodies(protocol).filter((schema) => schema[keyword] !== undefined);

const plain = (protocol: Protocol): readonly Loose[] =>
  bodies(protocol).filter(
    ({ type, enum: values, const: value }) =>
      typeof type === 'string' && values === undefined && value === undefined,
  );

const strings = (protocol: Protocol): readonly Loose[] =>
  plain(protocol).filter((schema) => schema['type'] === 'string');

const messages =
  (filter: (message: Loose) => boolean = () => true) =>
  (protocol: Protocol): readonly Loose[] =>
    (protocol.messages as readonly Loose[]).filter(filter);

const requests = messages(({ kind, from }) => kind === 'request' && from === 'widget');

const wires = ({ wire }: Protocol): readonly Loose[] => [wire as unknown as Loose];

const firstMember = ({ properties }: Loose): string => Object.keys(properties as object)[0] ?? '';

const requiring = (protocol: Protocol): readonly Loose[] =>
  withMembers(protocol).filter(({ required }) => required !== undefined);

/** Every way in which a protocol can change that a comparison knows. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a member goes',
    rules: ['MEMBER_REMOVED'],
    places: (protocol) =>
      withMembers(protocol).filter(({ properties }) => firstMember({ properties }) !== ''),
    change(schema) {
      const name = firstMember(schema);
      delete schema['properties'][name];
      if (schema['required'] !== undefined)
        schema['required'] = schema['required'].filter((one: string) => one !== name);
    },
  },
  {
    name: 'an optional member comes',
    rules: ['MEMBER_ADDED'],
    places: withMembers,
    change: (schema) => (schema['properties'].brandNew = { type: 'string' }),
  },
  {
    name: 'a required member comes',
    rules: ['MEMBER_ADDED'],
    places: withMembers,
    change(schema) {
      schema['properties'].brandNew = {};
      schema['required'] = [...(schema['required'] ?? []), 'brandNew'];
    },
  },
  {
    name: 'nothing is required any more',
    rules: ['MEMBER_OPTIONAL'],
    places: requiring,
    change: (schema) => delete schema['required'],
  },
  {
    name: 'all is required',
    rules: ['MEMBER_REQUIRED'],
    places: (protocol) =>
      withMembers(protocol).filter(
        ({ properties, required = [] }) => Object.keys(properties).length > required.length,
      ),
    change: (schema) => (schema['required'] = Object.keys(schema['properties'] as object)),
  },
  {
    name: 'a type becomes another',
    rules: ['TYPE_CHANGED'],
    places: plain,
    change(schema) {
      schema['type'] = schema['type'] === 'boolean' ? 'string' : 'boolean';
    },
  },
  {
    name: 'null is a value too',
    rules: ['TYPE_WIDENED'],
    places: (protocol) => plain(protocol).filter(({ type }) => type !== 'null'),
    change: (schema) => (schema['type'] = [schema['type'], 'null']),
  },
  {
    name: 'one of several types goes',
    rules: ['TYPE_NARROWED'],
    places: (protocol) => bodies(protocol).filter(({ type }) => Array.isArray(type)),
    change: (schema) => (schema['type'] = schema['type'][0]),
  },
  {
    name: 'an alternative goes',
    rules: ['TYPE_NARROWED', 'LIMIT_TIGHTENED', 'ENUM_VALUE_REMOVED'],
    places: having('anyOf'),
    change: (schema) => (schema['anyOf'] = schema['anyOf'].slice(1)),
  },
  {
    name: 'an alternative comes',
    rules: ['TYPE_WIDENED'],
    places: (protocol) => strings(protocol).filter((schema) => schema['x-open-enum'] === undefined),
    change(schema) {
      delete schema['type'];
      schema['anyOf'] = [{ type: 'string' }, { type: 'array', items: { type: 'number' } }];
    },
  },
  {
    name: 'an enumeration gets a value',
    rules: ['ENUM_VALUE_ADDED', 'TYPE_WIDENED'],
    places: having('enum'),
    change: (schema) => (schema['enum'] = [...schema['enum'], 'brand new']),
  },
  {
    name: 'an enumeration loses a value',
    rules: ['ENUM_VALUE_REMOVED', 'TYPE_NARROWED'],
    places: (protocol) => having('enum')(protocol).filter(({ enum: values }) => values.length > 1),
    change: (schema) => (schema['enum'] = schema['enum'].slice(1)),
  },
  {
    name: 'an open enumeration gets a value',
    rules: ['ENUM_VALUE_ADDED'],
    places: having('x-open-enum'),
    change: (schema) => (schema['x-open-enum'] = [...schema['x-open-enum'], 'brand new']),
  },
  {
    name: 'an open enumeration closes',
    rules: ['ENUM_CLOSED'],
    places: having('x-open-enum'),
    change(schema) {
      schema['enum'] = schema['x-open-enum'];
      delete schema['x-open-enum'];
    },
  },
  {
    name: 'a constant becomes another',
    rules: ['ENUM_VALUE_ADDED', 'TYPE_CHANGED', 'TYPE_WIDENED'],
    places: having('const'),
    change: (schema) => (schema['const'] = 'brand new'),
  },
  {
    name: 'a text gets a limit',
    rules: ['LIMIT_TIGHTENED'],
    places: strings,
    change: (schema) => (schema['maxLength'] = 1),
  },
  {
    name: 'a pattern comes, or becomes another',
    rules: ['LIMIT_TIGHTENED', 'PATTERN_CHANGED'],
    places: strings,
    change: (schema) => (schema['pattern'] = '^brand new$'),
  },
  {
    name: 'a personal mark goes',
    rules: ['MASK_CHANGED'],
    places: having('x-personal'),
    change: (schema) => delete schema['x-personal'],
  },
  {
    name: 'a unit becomes another',
    rules: ['UNIT_CHANGED'],
    places: having('x-unit'),
    change: (schema) => (schema['x-unit'] = schema['x-unit'] === 'ms' ? 's' : 'ms'),
  },
  {
    name: 'a member is deprecated',
    rules: ['DEPRECATION_CHANGED'],
    places: (protocol) =>
      withMembers(protocol)
        .flatMap(({ properties }) => Object.values<Loose>(properties as Record<string, Loose>))
        .filter((member) => member['$ref'] === undefined && !('x-deprecated' in member)),
    change: (schema) => (schema['x-deprecated'] = 'Use something brand new.'),
  },
  {
    name: 'a description says something else',
    rules: ['WORDS_CHANGED'],
    places: having('description'),
    change: (schema) => (schema['description'] = 'Something brand new.'),
  },
  {
    name: 'a message has another wire type',
    rules: ['WIRE_TYPE_CHANGED'],
    places: messages(),
    change: (message) => (message['type'] = 'brand/new'),
  },
  {
    name: 'a message has another name',
    rules: ['MESSAGE_RENAMED'],
    places: messages(),
    change: (message) => (message['name'] = 'brandNew'),
  },
  {
    name: 'a message becomes another one',
    rules: ['MESSAGE_REMOVED'],
    places: messages(),
    change: (message) => Object.assign(message, { name: 'brandNew', type: 'brand/new' }),
  },
  {
    name: 'a message is not used any more',
    rules: ['MESSAGE_HIDDEN'],
    places: messages(({ live }) => live as boolean),
    change: (message) => Object.assign(message, { live: false, internal: true }),
  },
  {
    name: 'a message has another title',
    rules: ['TITLE_CHANGED'],
    places: messages(),
    change: (message) => (message['title'] = 'BrandNew'),
  },
  {
    name: 'a message is known to fewer versions',
    rules: ['VERSIONS_CHANGED'],
    places: messages(({ versions }) => versions.length > 1),
    change: (message) => (message['versions'] = message['versions'].slice(1)),
  },
  {
    name: 'a push is bare, or is not',
    rules: ['ENVELOPE_CHANGED'],
    places: messages(({ kind }) => kind === 'push'),
    change: (message) => (message['bare'] = !(message['bare'] as boolean)),
  },
  {
    name: 'a push is repeated by something else',
    rules: ['ONCE_CHANGED'],
    places: messages(({ kind }) => kind === 'push'),
    change: (message) => (message['once'] = '/brandNew'),
  },
  {
    name: 'a request has another capability',
    rules: ['CAPABILITY_CHANGED'],
    places: requests,
    change: (message) => (message['capability'] = 'brandNew'),
  },
  {
    name: 'a request has another policy',
    rules: ['COMBINE_CHANGED'],
    places: requests,
    change: (message) => (message['combine'] = message['combine'] === 'all' ? 'first' : 'all'),
  },
  {
    name: 'a request has another deadline',
    rules: ['DEADLINE_CHANGED'],
    places: requests,
    change: (message) => (message['deadlineMs'] += 1),
  },
  {
    name: 'a request has another time-out',
    rules: ['TIMEOUT_CHANGED'],
    places: requests,
    change: (message) => (message['timeoutMs'] = 12_345),
  },
  {
    name: 'a request requires one more member',
    rules: ['REQUIRES_CHANGED'],
    places: requests,
    change: (message) => (message['requires'] = ['brandNew']),
  },
  {
    name: 'a message is of other bodies',
    rules: ['MATCH_CHANGED'],
    places: messages(),
    change: (message) => (message['match'] = { '/brandNew': true }),
  },
  {
    name: 'a message is of another area',
    rules: ['AREA_CHANGED'],
    places: messages(),
    change: (message) => (message['area'] = 'brandnew'),
  },
  {
    name: 'a message is unchecked',
    rules: ['UNCHECKED_CHANGED'],
    places: messages(({ unchecked }) => unchecked !== true),
    change: (message) => (message['unchecked'] = true),
  },
  {
    name: 'a message speaks',
    rules: ['SPEAKS_CHANGED'],
    places: messages(),
    change: (message) => (message['speaks'] = 'brandNew'),
  },
  {
    name: 'another message is ready, too',
    rules: ['ROLES_CHANGED'],
    places: wires,
    change: (wire) => (wire['roles'] = { ...wire['roles'], ready: ['brandNew'] }),
  },
  {
    name: 'an origin has a path',
    rules: ['ORIGINS_CHANGED'],
    places: (protocol) => wires(protocol).filter(({ origins }) => origins.length > 0),
    change: (wire) => (wire['paths'] = { [wire['origins'][0]]: '/brand-new/' }),
  },
  {
    name: 'a version comes',
    rules: ['WIRE_VERSIONS_CHANGED'],
    places: wires,
    change: (wire) => (wire['versions'] = [...wire['versions'], 'brand new']),
  },
  {
    name: 'an origin goes',
    rules: ['ORIGINS_CHANGED'],
    places: (protocol) => wires(protocol).filter(({ origins }) => origins.length > 0),
    change: (wire) => (wire['origins'] = wire['origins'].slice(1)),
  },
  {
    name: 'an envelope is another one',
    rules: ['WIRE_ENVELOPE_CHANGED'],
    places: wires,
    change: (wire) => (wire['envelope'].page.response.tag = 'brand new'),
  },
  {
    name: 'the widget waits for another time',
    rules: ['TIMEOUT_CHANGED'],
    places: wires,
    change: (wire) => (wire['timeoutMs'] += 1),
  },
];
