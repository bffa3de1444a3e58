import { posix } from 'node:path';
import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { isStrings, type Json } from '../json.js';
import type { SourceFile, Sources } from '../load.js';
import type { Match } from '../schema.js';
import { walkSchema } from '../walk.js';
import { canonicalMatch, isAmbiguous } from '../match.js';
import { BASE_AREA } from '../model.js';
import { claimsOf, type Claims } from './claims.js';
import { createNavigator, type Located, type Navigator } from './navigator.js';
import type { Report } from './report.js';

const FOLDERS: ReadonlyMap<string | undefined, string> = new Map([
  ['widget', 'from-widget'],
  ['page', 'to-widget'],
]);

const UNIQUE = [
  ['name', 'NAME_TAKEN', () => ''],
  ['type', 'TYPE_TAKEN', ({ match }: Claims) => canonicalMatch(match)],
] as const;

const at = (member: string): string => step('/x-message', member);

/** Checks that each annotation agrees with its file, the other messages and the wire. */
export const checkMessages = (sources: Sources, report: Report): void => {
  const { wire, messages, definitions } = sources;
  const navigator = createNavigator(sources);
  const rules: Readonly<Record<string, Json | undefined>> = isObject(wire.json) ? wire.json : {};
  const { versions, timeoutMs: timeout } = rules;
  const taken = new Map<string, string>();

  const checkVersions = (file: SourceFile, pointer: string, listed: readonly string[]): void => {
    if (!isStrings(versions)) return;
    for (const [index, version] of listed.entries()) {
      if (versions.includes(version)) continue;
      const message = `expected ${versions.map((each) => show(each)).join(', ')}, received ${show(version)}`;
      report.add(file, step(pointer, index), 'VERSION_UNKNOWN', message);
    }
  };

  for (const file of [...messages, ...definitions]) {
    for (const [pointer, schema] of walkSchema(file.json)) {
      const listed = isObject(schema) ? schema['x-versions'] : undefined;
      if (isStrings(listed)) checkVersions(file, step(pointer, 'x-versions'), listed);
      const { properties, required } = isObject(schema) ? schema : {};
      const members = isObject(properties) ? properties : {};
      for (const name of isStrings(required) ? required : []) {
        const member = members[name];
        if (!isObject(member) || member['x-wires'] === undefined) continue;
        const message = 'expected no "x-wires" at a required member, received it';
        const at = step(step(pointer, 'properties'), name);
        report.add(file, step(at, 'x-wires'), 'ANNOTATION_INVALID', message);
      }
    }
  }

  for (const file of messages) {
    const claims = claimsOf(file);
    const { name, from, kind, deadlineMs, timeoutMs = timeout, once } = claims;

    for (const [member, rule, distinctionOf] of UNIQUE) {
      const value = claims[member];
      if (value === undefined || from === undefined) continue;
      const id = JSON.stringify([from, member, value, distinctionOf(claims)]);
      const owner = taken.get(id);
      if (owner === undefined) taken.set(id, file.path);
      else {
        const message = `expected a new ${member}, received ${show(value)} of ${owner}`;
        report.add(file, at(member), rule, message);
      }
    }
    const isMapped = file.origins !== undefined;
    const base = posix.basename(file.path, '.json');
    if (name !== undefined && name !== base && !isMapped) {
      const message = `expected ${show(base)}, the name of the file, received ${show(name)}`;
      report.add(file, at('name'), 'NAME_FILE', message);
    }
    const side = FOLDERS.get(from);
    if (side !== undefined && !isMapped && (kind === 'push' || kind === 'request')) {
      const folder = posix.join(posix.dirname(wire.path), side, kind);
      if (posix.dirname(file.path) !== folder) {
        const message = `expected the folder ${folder}, received ${posix.dirname(file.path)}`;
        report.add(file, at('kind'), 'FOLDER_KIND', message);
      }
    }
    checkVersions(file, at('versions'), claims.versions);
    if (deadlineMs !== undefined && typeof timeoutMs === 'number' && deadlineMs >= timeoutMs) {
      const message = `expected less than ${timeoutMs}, received ${deadlineMs}`;
      report.add(file, at('deadlineMs'), 'DEADLINE_TOO_LONG', message);
    }
    if (once !== undefined && navigator.member(file, once) === undefined) {
      const message = `expected a pointer to a member of the body, received ${show(once)}`;
      report.add(file, at('once'), 'ONCE_UNRESOLVED', message);
    }
    // The results of a message that speaks are merged in the form of the other wire.
    if (claims.combine === 'merge' && claims.speaks.length === 0)
      checkMerge(file, navigator, report);
  }
  checkMatches(messages, navigator, report);
  checkAreas(messages, report);
};

/** Checks that each body is of one message: those of one sender, kind and type are distinguished by it. */
const checkMatches = (
  messages: readonly SourceFile[],
  navigator: Navigator,
  report: Report,
): void => {
  const others = new Map<string, { readonly path: string; readonly match: Match }[]>();
  for (const file of messages) {
    const { from, kind, type, match } = claimsOf(file);
    if (match === undefined) continue;
    for (const pointer of Object.keys(match)) {
      const place = kind === 'request' ? `/data${pointer}` : pointer;
      if (navigator.member(file, place) !== undefined) continue;
      const what = kind === 'request' ? 'data' : 'body';
      const message = `expected a pointer to a member of the ${what}, received ${show(pointer)}`;
      report.add(file, step(at('match'), pointer), 'MATCH_UNRESOLVED', message);
    }
    const id = JSON.stringify([from, kind, type]);
    const known = others.get(id) ?? [];
    const other = known.find(
      (one) => canonicalMatch(one.match) !== canonicalMatch(match) && isAmbiguous(one.match, match),
    );
    others.set(id, [...known, { path: file.path, match }]);
    if (other === undefined) continue;
    const message = `expected more members than in ${other.path}, or values that exclude each other, received ${show(match)}`;
    report.add(file, at('match'), 'MATCH_AMBIGUOUS', message);
  }
};

/**
 * Checks that an area has all messages of a type: a page without the area of one of them would take its
 * bodies for another one's.
 */
const checkAreas = (messages: readonly SourceFile[], report: Report): void => {
  const owners = new Map<string, { readonly path: string; readonly area: string }>();
  for (const file of messages) {
    const { from, type, area = BASE_AREA } = claimsOf(file);
    if (from === undefined || type === undefined) continue;
    const id = JSON.stringify([from, type]);
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, { path: file.path, area });
    else if (owner.area !== area) {
      const message = `expected ${show(owner.area)}, the area of ${owner.path}, received ${show(area)}`;
      report.add(file, at('area'), 'AREA_DIVIDED', message);
    }
  }
};

/** The policy `merge` joins arrays key by key. */
const checkMerge = (file: SourceFile, navigator: Navigator, report: Report): void => {
  const result = navigator.member(file, '/result');
  if (result === undefined) return;
  const isArray = (place: Located): boolean =>
    navigator.layers(place).some(({ schema }) => (schema as { type?: Json }).type === 'array');
  const layers = navigator.layers(result);
  const members = layers.flatMap(({ file: owner, schema }) => {
    const { properties, additionalProperties } = schema as Record<string, Json | undefined>;
    const named = isObject(properties) ? Object.values(properties) : [];
    const all = additionalProperties === undefined ? named : [...named, additionalProperties];
    return all.map((member) => ({ file: owner, schema: member }));
  });
  if (members.length > 0 && members.every(isArray)) return;
  report.add(
    file,
    '/properties/result',
    'MERGE_SHAPE',
    'expected an object of arrays to merge, received another shape',
  );
};
