import { transform } from 'esbuild';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { RuleId, Wire } from '../../src/index.js';
import { checkEnvelopes } from '../../src/check/envelopes.js';
import { createReport } from '../../src/check/report.js';
import { emitEnvelope } from '../../src/emit/envelope.js';
import { readEnvelope } from '@jackfield/plugin-kit/read-envelope';

type Envelope = Wire['envelope'];
type Place = string | number;

interface Code {
  readEnvelope(data: unknown): Readonly<Record<string, unknown>> | undefined;
  wrapMessage(kind: string, type: string, body: unknown, id: string): unknown;
  wrapResponse(id: string, result: unknown, error?: string): unknown;
}

const ID = '-1.5';
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const SCALARS = ['x', 'y', 1, 2, true, false];
const BODIES = [
  ...[null, 'x', '', 1, true, [], ['x', 'y']],
  ...[{ a: 'x' }, { b: 1, c: true }, { d: 'y', e: { a: 'x' }, f: 2 }],
];

/** A random envelope with few names and values, so that many are ambiguous. */
const randomEnvelope = (g: fc.GeneratorValue): Envelope => {
  const chance = (): boolean => g(fc.boolean);
  const scalar = (): unknown => g(fc.constantFrom<typeof SCALARS>, ...SCALARS);
  const isArray = chance();
  const tag: Place | undefined = chance() ? (isArray ? 0 : 'a') : undefined;
  const common: Place[] = chance() ? [isArray ? (tag === undefined ? 0 : 1) : 'b'] : [];
  const constants = Object.fromEntries(common.map((place) => [place, scalar()]));

  /** Gives each part a place of its own; in an array, all positions are taken. */
  const placed = (
    inArray: boolean,
    parts: readonly string[],
    taken: readonly Place[],
  ): ReadonlyMap<string, Place> => {
    const free = (
      inArray ? Array.from({ length: parts.length + taken.length }, (_, at) => at) : NAMES
    ).filter((place) => !taken.includes(place));
    const places = g(fc.shuffledSubarray<Place>, free, {
      minLength: parts.length,
      maxLength: parts.length,
    });
    return new Map(parts.map((part, index) => [part, places[index] as Place]));
  };

  const shape = (
    inside: readonly string[],
    optional: readonly string[],
    hasId: boolean,
  ): object => {
    const hasTag = tag !== undefined && chance();
    const hasPayload = chance();
    const inArray = hasPayload ? chance() : isArray;
    const own = [
      ...inside,
      ...optional.filter((part) => inArray || part === 'error' || chance()),
      ...['constant', 'default'].filter(chance),
    ];
    const outside = hasId ? ['id'] : [];
    const taken = [...(hasTag ? [tag] : []), ...common];
    const outer = placed(
      isArray,
      hasPayload ? [...outside, 'payload'] : [...outside, ...own],
      taken,
    );
    const inner = hasPayload ? placed(inArray, own, []) : outer;
    const value = (part: string): object | undefined =>
      inner.has(part) ? { [String(inner.get(part))]: scalar() } : undefined;
    return {
      ...(hasTag ? { tag: scalar() } : {}),
      ...Object.fromEntries([...outer, ...inner]),
      ...{ constant: undefined, default: undefined },
      ...{ constants: value('constant'), defaults: value('default') },
    };
  };
  const errors = g(fc.constantFrom<('own' | 'member' | 'none')[]>, 'own', 'member', 'none');
  const side = {
    constants,
    push: chance() ? shape(['type'], ['body'], false) : undefined,
    request: shape(['type'], ['body'], true),
    response: shape(['result'], errors === 'member' ? ['error'] : [], true),
    error: errors === 'own' ? shape(['message'], [], true) : undefined,
  };
  const ids = chance() ? 'number' : 'string';
  return JSON.parse(JSON.stringify({ tag, ids, widget: side, page: side })) as Envelope;
};

const isGood = (wire: Wire): boolean => {
  const text = JSON.stringify(wire);
  const file = { path: 'w/wire.json', text, json: JSON.parse(text) as never };
  const report = createReport<RuleId>(new Set());
  checkEnvelopes({ wire: file, messages: [], definitions: [] } as never, report);
  return report.findings().length === 0;
};

const codeOf = async (wire: Wire): Promise<Code> => {
  const protocol = { wire, wireFile: 'w/wire.json', messages: [], definitions: [] };
  const { code } = await transform(await emitEnvelope(protocol), { loader: 'ts' });
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Code;
};

/** Posts and reads messages of each kind in one envelope. */
const tryOut = async (wire: Wire): Promise<void> => {
  const { push, request } = wire.envelope.widget;
  const code = await codeOf(wire);
  const expectRead = (posted: unknown, expected: object): void => {
    const copy = structuredClone(posted);
    expect({ posted, read: code.readEnvelope(copy) }).toMatchObject({ posted, read: expected });
    const { body, type: _type, kind, ...rest } = expected as Readonly<Record<string, unknown>>;
    const inTranscript = kind === 'response' ? { kind, ...rest } : expected;
    const result = kind === 'response' && 'body' in expected ? { result: body } : {};
    const read = readEnvelope(wire.envelope, 'widget', copy);
    expect({ posted, read }).toMatchObject({ posted, read: { ...inTranscript, ...result } });
  };
  for (const body of BODIES) {
    for (const [kind, shape] of Object.entries({ push, request })) {
      if (shape === undefined) continue;
      const id = kind === 'request' ? ID : '';
      const whole = { kind, id, type: 'type', ...(shape.body === undefined ? {} : { body }) };
      expectRead(code.wrapMessage(kind, 'type', body, ID), whole);
    }
    const answer = { kind: 'response', id: ID, type: '' };
    expectRead(code.wrapResponse(ID, body), { ...answer, body });
    const { response, error } = wire.envelope.page;
    const isFallible = response?.error !== undefined || error !== undefined;
    const failed = isFallible ? { error: 'no' } : { body };
    expectRead(code.wrapResponse(ID, body, 'no'), { ...answer, ...failed });
  }
};

/** Tries `runs` random envelopes that have no violation; resolves to how many of each form there were. */
export const searchEnvelopes = async (
  runs: number,
  seed?: number,
): Promise<Readonly<Record<'arrays' | 'objects' | 'untagged' | 'refused', number>>> => {
  const counts = { arrays: 0, objects: 0, untagged: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const envelope = randomEnvelope(g);
      const wire = {
        ...{ name: 'w', title: 'W', description: 'W.', versions: ['1'] },
        ...{ timeoutMs: 1, origins: [], envelope },
      };
      if (!isGood(wire)) {
        counts.refused += 1;
        fc.pre(false);
      }
      counts[typeof envelope.widget.request?.id === 'number' ? 'arrays' : 'objects'] += 1;
      if (envelope.tag === undefined) counts.untagged += 1;
      await tryOut(wire);
    }),
    { numRuns: runs, maxSkipsPerRun: 1000, ...(seed === undefined ? {} : { seed }) },
  );
  return counts;
};
