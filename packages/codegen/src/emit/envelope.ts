import { StructureKind, type FunctionDeclarationStructure } from 'ts-morph';
import { stepsOf } from '@jackfield/plugin-kit/json';
import type { Protocol } from '../model.js';
import type { Wire } from '../schema.js';
import { key, printSource, value } from './source.js';
import { importTypes, SHARED_TYPES } from './statements.js';

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

/** Emits the code that unwraps one kind of envelope from the widget. */
const opened = ({ envelope: { tag, widget } }: Wire, kind: 'push' | 'request'): string => {
  const rule = widget[kind];
  const id = kind === 'request' ? `${key(widget.request.id)}: id` : undefined;
  const body = 'body' in rule && rule.body !== undefined ? `${key(rule.body)}: body` : '...body';
  const type = `${key(rule.type)}: type`;
  const own = [id, type, body].filter((part) => part !== undefined);
  const taken =
    rule.payload === undefined
      ? `const { ${[...(body === '...body' ? [`${key(tag)}: _tag`] : []), ...own].join(', ')} } = data;`
      : `${id === undefined ? '' : `const { ${id} } = data; `}const { ${type}, ${body} } = data[${value(rule.payload)}] as Members;`;
  const isWhole = kind === 'request' ? 'isText(type) && isText(id)' : 'isText(type)';
  const found = kind === 'request' ? 'id' : "id: ''";
  return `case ${value(rule.tag)}: { ${taken} return ${isWhole} ? { kind: ${value(kind)}, ${found}, type, body } : undefined; }`;
};

const reader = ({ wire }: Protocol): string => {
  const { tag, widget } = wire.envelope;
  const { response } = widget;
  const member = (name: string): string => `data[${value(name)}]`;
  const error = response.error === undefined ? '' : `, error: ${member(response.error)}`;
  return `switch (${member(tag)}) {
    ${opened(wire, 'push')}
    ${opened(wire, 'request')}
    case ${value(response.tag)}:
      return { kind: 'response', id: ${member(response.id)} as string, type: '', body: ${member(response.result)}${error} };
  }
  const { ${key(tag)}: type, ...body } = data;
  return isText(type) ? { kind: 'bare', id: '', type, body } : undefined;`;
};

/** Emits the envelope of one kind of message of the page. */
const wrapped = ({ envelope: { tag, page } }: Wire, kind: 'push' | 'request'): string => {
  const rule = page[kind];
  const body = 'body' in rule && rule.body !== undefined ? `${key(rule.body)}: body` : '...members';
  const inner = `${body}, ${key(rule.type)}: type`;
  const head = `${key(tag)}: ${value(rule.tag)}`;
  const id = kind === 'request' ? `, ${key(page.request.id)}: id` : '';
  return rule.payload === undefined
    ? `{ ${inner}, ${head}${id} }`
    : `{ ${head}${id}, ${key(rule.payload)}: { ${inner} } }`;
};

/** Emits an object literal with `name` and `capabilities` at the wire's pointers. */
const registered = ({ name, capabilities }: NonNullable<Wire['registration']>): string => {
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
  return put([
    [stepsOf(capabilities), '...capabilities'],
    [stepsOf(name), 'name'],
  ]);
};

/** Emits `envelope.ts`: functions that wrap and unwrap the wire's messages. */
export const emitEnvelope = (protocol: Protocol): Promise<string> => {
  const { wire } = protocol;
  const { tag, page } = wire.envelope;
  const head = `${key(tag)}: ${value(page.response.tag)}, ${key(page.response.id)}: id`;
  const result = `{ ${head}, ${key(page.response.result)}: result }`;
  const { error } = page.response;
  return printSource(protocol, {
    statements: [
      ...importTypes(['Envelope', 'EnvelopeKind'], SHARED_TYPES),
      `type Members = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function parse(data: Members): Envelope | undefined {
  ${reader(protocol)}
}`,
      {
        ...exported(
          'readEnvelope',
          'Unwraps an object that the widget posted; undefined if it has no valid envelope. Never throws.',
          [['data', 'unknown']],
          `try { return parse(data as Members); } catch {
            // null, an invalid payload, or a getter that throws.
            return undefined;
          }`,
        ),
        returnType: 'Envelope | undefined',
      },
      exported(
        'wrapMessage',
        'Wraps a message of the page in the envelope of its kind; a bare message gets none.',
        [
          ['kind', 'EnvelopeKind'],
          ['type', 'string'],
          ['body', 'unknown'],
          ['id?', 'string'],
        ],
        `const members = body as Members;
        if (kind === 'push') return ${wrapped(wire, 'push')};
        return kind === 'request' ? ${wrapped(wire, 'request')} : { ...members, ${key(tag)}: type };`,
      ),
      exported(
        'wrapResponse',
        "Puts the page's answer into its envelope: the error, if there is one, or else the result.",
        [
          ['id', 'string'],
          ['result', 'unknown'],
          ['error?', 'string'],
        ],
        error === undefined
          ? `return ${result};`
          : `return error ? { ${head}, ${key(error)}: error } : ${result};`,
      ),
      exported(
        'registerBody',
        'Returns the body of the message that registers a service and its capabilities.',
        // Unused parameters have an underscore: compiler options may forbid unused names.
        [
          [wire.registration === undefined ? '_name' : 'name', 'string'],
          [
            wire.registration === undefined ? '_capabilities' : 'capabilities',
            'Readonly<Record<string, true>>',
          ],
        ],
        `return ${wire.registration === undefined ? '{}' : registered(wire.registration)};`,
      ),
    ],
  });
};
