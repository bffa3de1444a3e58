import { assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffProtocols, loadProtocol, type Protocol } from '../../src/index.js';
import { here, SCHEMAS } from '../support.js';
import { MUTATIONS } from './mutations.js';

const protocols: readonly (readonly [name: string, protocol: Protocol, numRuns: number])[] = [
  ['the smallest protocol', await loadProtocol({ schemas: here('fixtures/good') }), 8],
  ['the invented protocol', await loadProtocol({ schemas: here('fixtures/second') }), 8],
  ['RingCX', await loadProtocol({ schemas: SCHEMAS, wire: 'ringcx' }), 1],
  ['RingEX', await loadProtocol({ schemas: SCHEMAS, wire: 'ringex' }), 1],
];

describe.each(protocols)('%s', (_name, protocol, numRuns) => {
  const possible = MUTATIONS.filter(({ places }) => places(protocol).length > 0);

  it('has no change against itself', () => {
    expect(diffProtocols(protocol, structuredClone(protocol))).toEqual([]);
  });

  it('has no change against itself in another order', () => {
    const turned = structuredClone(protocol, {}) as {
      -readonly [K in keyof Protocol]: Protocol[K];
    };
    turned.messages = [...turned.messages].reverse();
    turned.definitions = [...turned.definitions].reverse();
    expect(diffProtocols(protocol, turned)).toEqual([]);
  });

  it('can be changed in many ways', () => {
    expect(possible.length).toBeGreaterThan(20);
  });

  it.each(possible)(
    '$name: is reported by one of its rules at every place, in both directions',
    (mutation) => {
      const { places, change, rules } = mutation;
      assert(
        property(nat(places(protocol).length - 1), (index) => {
          const next = structuredClone(protocol);
          const place = places(next)[index];
          change(place as Record<string, unknown>);
          const reported = diffProtocols(protocol, next);
          expect(reported.map(({ rule }) => rule)).toEqual(
            expect.arrayContaining([expect.stringMatching(new RegExp(`^(${rules.join('|')})$`))]),
          );
          for (const { was, is, why, uses, breaks } of reported) {
            expect([was, is, why]).not.toContain('');
            expect(uses.some((use) => use.breaks)).toBe(uses.length > 0 && breaks.length > 0);
          }
          // What came has gone, and the other way round.
          expect(diffProtocols(next, protocol)).toHaveLength(reported.length);
        }),
        { numRuns },
      );
    },
  );
});
