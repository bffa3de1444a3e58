import type { Place } from '@jackfield/plugin-kit/envelopes';
import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { isStrings, type Json, type JsonObject } from '../json.js';
import {
  hasErrors,
  isArrayOf,
  isBare,
  isPosition,
  layoutsOf,
  orderOf,
  type Layout,
} from '@jackfield/plugin-kit/layout';
import type { SourceFile, Sources } from '../load.js';
import { otherSide, SIDES, type Side, type Wire } from '../schema.js';
import { claimsOf } from './claims.js';
import { createNavigator } from './navigator.js';
import type { Report } from './report.js';

/** Whether a text is a number as JavaScript prints it: `17`, not `017`. */
const isNumber = (text: string): boolean =>
  Number.isFinite(Number(text)) && String(Number(text)) === text;

interface Holder {
  readonly pointer: string;
  readonly slots: readonly { readonly place: Place; readonly pointer: string }[];
  readonly isSpread: boolean;
}

/** An envelope and its payload, each with all places that are in it. */
const holdersOf = ({ pointer, outer, payload, inner, isSpread }: Layout): readonly Holder[] => {
  if (payload === undefined) return [{ pointer, slots: outer, isSpread }];
  const place = { place: payload, pointer: step(pointer, 'payload') };
  return [
    { pointer, slots: [...outer, place], isSpread: false },
    { pointer: place.pointer, slots: inner, isSpread },
  ];
};

/** Checks that each envelope is an object or an array in which every place holds one thing. */
const checkHolder = (wire: SourceFile, holder: Holder, report: Report): void => {
  const { pointer, slots, isSpread } = holder;
  const places = slots.map(({ place }) => place);
  const isArray = places.some(isPosition);
  for (const [index, slot] of slots.entries()) {
    const { place } = slot;
    if (isArray && typeof place === 'string') {
      const message = `expected a position, as at ${slots.find((one) => typeof one.place === 'number')?.pointer}, received ${show(place)}`;
      report.add(wire, slot.pointer, 'WIRE_INVALID', message);
    } else if (place in Object.prototype) {
      const message = `expected a name that objects do not inherit, received ${show(place)}`;
      report.add(wire, slot.pointer, 'WIRE_INVALID', message);
    }
    const owner = slots.slice(0, index).find((one) => one.place === place);
    if (owner === undefined) continue;
    const message = `expected another place than that at ${owner.pointer}, received ${show(place)}`;
    report.add(wire, slot.pointer, 'ENVELOPE_AMBIGUOUS', message);
  }
  if (!isArray || places.some((place) => typeof place === 'string')) return;
  const length = Math.max(...places.map(Number)) + 1;
  const hole = Array.from({ length }, (_, index) => index).find((index) => !places.includes(index));
  if (hole !== undefined) {
    const message = `expected all positions up to ${length - 1}, received none at ${hole}: add it to "constants" or "defaults"`;
    report.add(wire, pointer, 'WIRE_INVALID', message);
  }
  if (isSpread) {
    const message = 'expected "body", because an array has no other members, received none';
    report.add(wire, pointer, 'WIRE_INVALID', message);
  }
};

/** Checks the envelopes of one side. */
const checkSide = (file: SourceFile, wire: Wire, side: Side, report: Report): void => {
  const { envelope } = wire;
  const { request, response, error, ...rest } = envelope[side];
  const pointer = step('/envelope', side);
  for (const [kind, shape] of Object.entries({ push: rest.push, request, response, error })) {
    if (shape?.tag === undefined || envelope.tag !== undefined) continue;
    const message = `expected "tag" in /envelope, the place of this value, received none`;
    report.add(file, step(step(pointer, kind), 'tag'), 'WIRE_INVALID', message);
  }
  const missing = (at: string, message: string): void =>
    report.add(file, step(pointer, at), 'ENVELOPE_MISSING', `expected ${message}, received none`);
  if (request !== undefined && envelope[otherSide(side)].response === undefined)
    missing('request', `"response" in /envelope/${otherSide(side)}, which answers it`);
  if (error !== undefined && response === undefined) missing('error', '"response" beside it');
  if (response?.error !== undefined && error !== undefined) {
    const message = `expected no "error" in ${pointer}/response or none beside it, received both`;
    report.add(file, step(pointer, 'error'), 'ENVELOPE_AMBIGUOUS', message);
  }
  if (report.isFaulty(file)) return;

  const layouts = [...layoutsOf(envelope, side).values()];
  for (const layout of layouts)
    for (const holder of holdersOf(layout)) checkHolder(file, holder, report);
  const [first, ...others] = layouts.filter(({ kind }) => kind !== 'bare');
  const isArray = ({ outer, payload }: Layout): boolean => isArrayOf(outer, payload);
  const mixed = others.find((one) => first !== undefined && isArray(one) !== isArray(first));
  if (first !== undefined && mixed !== undefined) {
    const [expected, found] = isArray(first)
      ? ['an array', 'an object']
      : ['an object', 'an array'];
    const message = `expected ${expected}, as in ${first.pointer}, received ${found}`;
    report.add(file, mixed.pointer, 'WIRE_INVALID', message);
  }
  if (report.isFaulty(file)) return;

  const found = orderOf(layouts);
  if (!('conflict' in found)) return;
  const { one, other: second } = found.conflict;
  const [a, b] = one.pointer < second.pointer ? [one, second] : [second, one];
  const advice = a.isSpread || b.isSpread ? 'a tag, constants or a "body"' : 'a tag or constants';
  const message = `expected ${advice} in ${a.pointer} and here, received envelopes that cannot be distinguished`;
  report.add(file, b.pointer, 'ENVELOPE_AMBIGUOUS', message);
};

/** Checks that a request of the widget has an answer for failures exactly if responses have no error. */
const checkFailure = (
  message: SourceFile,
  hasFailure: boolean,
  hasError: boolean,
  report: Report,
): void => {
  if (hasFailure && hasError) {
    const text = `expected none, because responses of the page have an error, received one`;
    report.add(message, '/x-message/failure', 'FAILURE_INVALID', text);
  }
  if (hasFailure || hasError) return;
  const text = `expected "failure", because responses of the page have no error, received none`;
  report.add(message, '/x-message', 'FAILURE_MISSING', text);
};

/** Checks that the envelopes can be distinguished, and that each message has one. */
export const checkEnvelopes = (sources: Sources, report: Report): void => {
  const { wire: file, messages } = sources;
  const navigator = createNavigator(sources);
  if (file.json === undefined || report.isFaulty(file)) return;
  const wire = file.json as unknown as Wire;
  for (const side of SIDES) checkSide(file, wire, side, report);
  if (report.isFaulty(file)) return;

  for (const message of messages) {
    const { kind, from, type } = claimsOf(message);
    if ((from !== 'widget' && from !== 'page') || (kind !== 'push' && kind !== 'request')) continue;
    const layouts = layoutsOf(wire.envelope, from);
    const said = isObject(message.json) ? message.json['x-message'] : undefined;
    const annotation: JsonObject = isObject(said) ? said : {};
    const { envelope } = annotation;
    const isPostedBare = isBare(wire.envelope, { kind, from, envelope }) && layouts.has('bare');
    if (envelope === 'bare' && !layouts.has('bare')) {
      const expected = 'an envelope, because not all of this side have a tag that is a member';
      const text = `expected ${expected}, received "bare"`;
      report.add(message, '/x-message/envelope', 'ENVELOPE_MISSING', text);
    } else if (!isPostedBare && !layouts.has(kind)) {
      const text = `expected ${show(kind)} in /envelope/${from} of ${file.path}, received none`;
      report.add(message, '/x-message/kind', 'ENVELOPE_MISSING', text);
    }
    if (kind === 'request' && from === 'widget' && layoutsOf(wire.envelope, 'page').has('response'))
      checkFailure(message, 'failure' in annotation, hasErrors(wire.envelope, 'page'), report);
    const layout = layouts.get(isPostedBare ? 'bare' : kind);
    if (layout?.isSpread === true) {
      const slots = layout.payload === undefined ? layout.outer : layout.inner;
      const top = { file: message, schema: message.json };
      const body = kind === 'request' ? navigator.member(message, '/data') : top;
      const required = new Set(
        navigator.layers(body ?? top).flatMap(({ schema }) => {
          const names = (schema as Readonly<Record<string, Json | undefined>>)['required'];
          return isStrings(names) ? names : [];
        }),
      );
      for (const { place } of slots) {
        if (!required.has(String(place))) continue;
        const text = `expected a body that does not need ${show(place)}, which is a member of its envelope, received one`;
        report.add(message, '', 'ENVELOPE_AMBIGUOUS', text);
      }
    }
    if (type === undefined) continue;
    if (wire.envelope.types === 'number' && !isNumber(type)) {
      const text = `expected a number, as wire.json says, received ${show(type)}`;
      report.add(message, '/x-message/type', 'TYPE_NUMBER', text);
    }
    const tags = [...layouts.values()].flatMap(({ outer }) =>
      outer.flatMap((slot) => (slot.part === 'tag' ? [String(slot.value)] : [])),
    );
    if (isPostedBare && tags.includes(type)) {
      const text = `expected a type that is not a tag, received ${show(type)}`;
      report.add(message, '/x-message/type', 'ENVELOPE_AMBIGUOUS', text);
    }
  }
};
