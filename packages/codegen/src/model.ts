import { isObject } from '@jackfield/plugin-kit/json';
import { byText, type Json } from './json.js';
import type { SourceFile, Sources } from './load.js';
import { isBare } from '@jackfield/plugin-kit/layout';
import { splitDeep } from './split-deep.js';
import { messageTitlesOf, partTitlesOf, titlesOf } from './titles.js';
import { walkSchema } from './walk.js';
import { normalise } from './normalise.js';
import {
  mapSubschemas,
  type Annotation,
  type Kind,
  type Schema,
  type Side,
  type Wire,
} from './schema.js';

/** The body of a push, or the data or the result of a request. */
export interface Part {
  /** The name of its type: `Notice`, `AskData`, `AskResult`. */
  readonly title: string;
  /** Whether it is always sent; otherwise `undefined` is valid. */
  readonly required: boolean;
  /** Refers to definitions by their titles. */
  readonly schema: Schema;
  /** What validators check, if that is not `schema`: see `unchecked` of its message. */
  readonly checked?: Schema;
}

export interface Message extends Annotation {
  /** The file that defines it, relative to the schemas folder. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly bare: boolean;
  /** What to use instead; `undefined` unless it is deprecated. */
  readonly deprecated: string | undefined;
  /** Neither internal nor declared-only: live messages have validators, masks and entries in the maps. */
  readonly live: boolean;
  /** A push has a body, a request data and a result. */
  readonly body: Part | undefined;
  readonly data: Part | undefined;
  readonly result: Part | undefined;
  /** The schema without its annotation: the body of a push, the exchange of a request. */
  readonly schema: Schema;
  readonly examples: readonly Json[];
}

/** The envelope in which a message is posted. */
export const envelopeKindOf = ({ bare, kind }: Message): 'bare' | Kind => (bare ? 'bare' : kind);

/** A shared definition. */
export interface Definition {
  /** Its file, relative to the schemas folder. */
  readonly file: string;
  readonly title: string;
  readonly schema: Schema;
  /** It is a deep part of a file: see split-deep.ts. */
  readonly isInner?: true;
}

/** A protocol as plain, sorted data for the emitters. */
export interface Protocol {
  /** The path of its wire.json, relative to the schemas folder. */
  readonly wireFile: string;
  readonly wire: Wire;
  readonly messages: readonly Message[];
  readonly definitions: readonly Definition[];
}

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
};

const schemaOf = (file: SourceFile): Schema => file.json as unknown as Schema;

const partOf = (exchange: Schema, title: string, member: 'data' | 'result'): Part => {
  const suffix = member === 'data' ? 'Data' : 'Result';
  return {
    title: title + suffix,
    required: exchange.required?.includes(member) ?? false,
    schema: exchange.properties?.[member] as Schema,
  };
};

/** The parts of a message that exist, in the order body, data, result. */
export const partsOf = (message: Message): readonly Part[] =>
  [message.body, message.data, message.result].filter((part) => part !== undefined);

/** The part that the sender of a message sends: the body of a push, the data of a request. */
export const saidBy = (message: Message): Part => (message.body ?? message.data) as Part;

/** A part as validators see it. */
export const asValidated = (part: Part): Part => ({ ...part, schema: part.checked ?? part.schema });

/** The live messages that one side sends, as pushes or as requests. */
export const liveMessages = (
  { messages }: Protocol,
  from: Side,
  kind?: 'push' | 'request',
): readonly Message[] =>
  messages.filter(
    (message) =>
      message.live && message.from === from && (kind === undefined || message.kind === kind),
  );

/** The titles of the types, and the schemas that refer to definitions by them. */
export interface Linker {
  readonly titleOf: (file: SourceFile) => string;
  /** All titles, those of the parts of messages too. */
  readonly taken: ReadonlySet<string>;
  /** The definitions without those that repeat another one. */
  readonly distinct: readonly SourceFile[];
  /** The schema of a file in the form of the model. */
  readonly linked: (file: SourceFile) => Schema;
}

/** Names all types of checked sources. */
export const createLinker = (sources: Sources): Linker => {
  const messageTitles = messageTitlesOf(sources);
  const taken = new Set([...messageTitles.values()].flatMap(partTitlesOf));
  const { titleOf, distinct } = titlesOf(sources, taken);
  return {
    taken: new Set([...taken, ...distinct.map(titleOf)]),
    titleOf: (file) => messageTitles.get(file) ?? titleOf(file),
    distinct,
    linked(file) {
      const { 'x-message': _annotation, ...schema } = normalise(file.json, (reference) =>
        titleOf(sources.targetOf(reference) as SourceFile),
      );
      return schema;
    },
  };
};

/** Creates the model from checked sources. */
export const modelOf = (sources: Sources, linker: Linker = createLinker(sources)): Protocol => {
  const { titleOf, distinct, linked } = linker;
  const taken = new Set(linker.taken);
  const wire = sources.wire.json as unknown as Wire;

  const messageOf = (file: SourceFile): Message => {
    const annotation = schemaOf(file)['x-message'] as Annotation;
    const title = titleOf(file);
    const { examples = [], ...schema } = flat(file, title);
    const push = annotation.kind === 'push';
    return {
      ...annotation,
      file: file.path,
      title,
      description: schema.description ?? '',
      bare: isBare(wire.envelope, annotation),
      deprecated: schema['x-deprecated'],
      live: annotation.internal !== true && annotation.stability !== 'declared-only',
      body: push ? { title, required: true, schema } : undefined,
      data: push ? undefined : partOf(schema, title, 'data'),
      result: push ? undefined : partOf(schema, title, 'result'),
      schema,
      examples,
    };
  };

  const inner: Definition[] = [];

  const flat = (file: SourceFile, owner: string): Schema => {
    let count = 0;
    return splitDeep({ ...linked(file), title: owner }, (schema) => {
      let title: string;
      do title = `${owner}Inner${(count += 1)}`;
      while (taken.has(title));
      taken.add(title);
      inner.push({ file: file.path, title, schema, isInner: true });
      return title;
    });
  };

  const messages = sources.messages.map(messageOf);
  const definitions = distinct.map((file) => {
    const title = titleOf(file);
    return { file: file.path, title, schema: flat(file, title) };
  });

  const all = [...definitions, ...inner].sort((a, b) => byText(a.title, b.title));
  return freeze({
    wireFile: sources.wire.path,
    wire,
    messages: messages
      .map((message) => (message.unchecked ? unchecked(message, all) : message))
      .sort((a, b) => byText(a.name, b.name) || byText(a.from, b.from)),
    definitions: all,
  });
};

/** A schema without the members that only other wires have. */
const ofWire = (schema: Schema, wire: string): Schema => {
  const { properties, ...rest } = mapSubschemas(schema, (sub) => ofWire(sub, wire));
  if (properties === undefined) return rest;
  const own = Object.entries(properties).filter(
    ([, member]) => member['x-wires']?.includes(wire) ?? true,
  );
  return { ...rest, properties: Object.fromEntries(own) };
};

/** Returns the protocol as its wire has it: without the members that only other wires have. */
export const ofOwnWire = (protocol: Protocol): Protocol => {
  const { name } = protocol.wire;
  const change = <T extends { readonly schema: Schema }>(of: T): T => ({
    ...of,
    schema: ofWire(of.schema, name),
  });
  return {
    ...protocol,
    messages: protocol.messages.map((message) => ({
      ...change(message),
      body: message.body && change(message.body),
      data: message.data && change(message.data),
      result: message.result && change(message.result),
    })),
    definitions: protocol.definitions.map(change),
  };
};

/**
 * A message of whose parts only the kind is checked: a body, data or a result that its schema describes
 * as an object must be one, and any other is not checked at all. A part that is required must be there
 * if it is an object; one that is not may be `undefined`, as in all messages.
 */
const unchecked = (message: Message, definitions: readonly Definition[]): Message => {
  const schemas = new Map(definitions.map(({ title, schema }) => [title, schema]));
  const isObjects = (schema: Schema | undefined): boolean => {
    if (schema?.$ref !== undefined) return isObjects(schemas.get(schema.$ref));
    const { type, properties, allOf = [] } = schema ?? {};
    const isNamed = type === 'object' || (type === undefined && properties !== undefined);
    return isNamed || (type === undefined && allOf.some(isObjects));
  };
  const relaxed = (part: Part | undefined): Part | undefined =>
    part && { ...part, checked: isObjects(part.schema) ? { type: 'object' } : {} };
  const { body, data, result } = message;
  return { ...message, body: relaxed(body), data: relaxed(data), result: relaxed(result) };
};

/** The area of the messages without one, where others have one. */
export const BASE_AREA = 'base';

/** Returns the parts into which areas divide a protocol, by name; none if no message has an area. */
export const areasOf = (protocol: Protocol): ReadonlyMap<string, Protocol> => {
  const { messages } = protocol;
  const areaOf = ({ area = BASE_AREA }: Message): string => area;
  const names = new Set(messages.some(({ area }) => area) ? messages.map(areaOf).sort() : []);
  return new Map(
    [...names].map((name) => [
      name,
      { ...protocol, messages: messages.filter((message) => areaOf(message) === name) },
    ]),
  );
};

/** Titles of the definitions that a schema refers to directly. */
export const refsOf = (schema: Schema): readonly string[] =>
  [...walkSchema(schema as unknown as Json)].flatMap(([, sub]) => {
    const ref = isObject(sub) ? sub['$ref'] : undefined;
    return typeof ref === 'string' ? [ref] : [];
  });
