import { posix } from 'node:path';
import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { isStrings, type Json } from '../json.js';
import type { SourceFile, Sources } from '../load.js';
import { claimsOf, textOf, textsOf } from './claims.js';
import { createNavigator } from './navigator.js';
import type { Report } from './report.js';

type Members = Readonly<Record<string, Json | undefined>>;

const membersOf = (json: Json | undefined): Members => (isObject(json) ? json : {});

/** Checks that the wire's roles and pointers refer to existing messages and members. */
export const checkWire = (sources: Sources, report: Report): void => {
  const { wire, messages } = sources;
  const navigator = createNavigator(sources);
  const { name, roles, registration, origins, paths } = membersOf(wire.json);

  for (const { pointer, message } of sources.mappingIssues) {
    report.add(wire, pointer, 'MAPPING_UNRESOLVED', message);
  }

  const folder = posix.basename(posix.dirname(wire.path));
  if (typeof name === 'string' && folder !== '.' && name !== folder) {
    report.add(
      wire,
      '/name',
      'WIRE_NAME',
      `expected ${show(folder)}, the name of the folder, received ${show(name)}`,
    );
  }

  const known = isStrings(origins) ? origins : [];
  for (const origin of Object.keys(membersOf(paths)).filter((each) => !known.includes(each))) {
    const message = `expected one of /origins, received ${show(origin)}`;
    report.add(wire, step('/paths', origin), 'WIRE_INVALID', message);
  }
  checkSpeaks(sources, report);

  const playerOf = (
    player: string,
    pointer: string,
    from: 'widget' | 'page',
  ): SourceFile | undefined => {
    const found = messages.find((file) => {
      const claims = claimsOf(file);
      return (
        claims.live && claims.name === player && claims.from === from && claims.kind === 'push'
      );
    });
    if (found === undefined) {
      const expected = `a push from the ${from} that is not internal`;
      const message = `expected ${expected}, received ${show(player)}`;
      report.add(wire, pointer, 'ROLE_UNKNOWN', message);
    }
    return found;
  };

  const { ready, register: registerName } = membersOf(roles);
  for (const [index, player] of textsOf(ready).entries()) {
    playerOf(player, isStrings(ready) ? step('/roles/ready', index) : '/roles/ready', 'widget');
  }
  const register =
    typeof registerName === 'string'
      ? playerOf(registerName, '/roles/register', 'page')
      : undefined;
  if (register === undefined) return;

  const isAnObject = (pointer: string): boolean => {
    const member = navigator.member(register, pointer);
    return (
      member !== undefined &&
      navigator.layers(member).some(({ schema }) => {
        const { type, properties } = membersOf(schema);
        return type === 'object' || (type === undefined && isObject(properties));
      })
    );
  };

  /** Returns a pointer of `registration` if it refers to a member. */
  const pointerTo = (member: string): string | undefined => {
    const pointer = membersOf(registration)[member];
    if (typeof pointer !== 'string') return undefined;
    const isOptions = member === 'options';
    if (isOptions ? isAnObject(pointer) : navigator.member(register, pointer) !== undefined)
      return pointer;
    const what = isOptions ? 'an object' : 'a member';
    const message = `expected a pointer to ${what} of ${register.path}, received ${show(pointer)}`;
    report.add(wire, step('/registration', member), 'REGISTRATION_UNRESOLVED', message);
    return undefined;
  };
  pointerTo('name');
  const flags = pointerTo('capabilities');
  const places = [pointerTo('options'), flags].filter((pointer) => pointer !== undefined);
  const isMember = (name: string, within: readonly string[]): boolean =>
    within.some((pointer) => navigator.member(register, step(pointer, name)) !== undefined);

  for (const file of messages) {
    const { capability, requires } = claimsOf(file);
    if (capability !== undefined && flags !== undefined && !isMember(capability, [flags])) {
      const message = `expected a member of ${flags} in ${register.path}, received ${show(capability)}`;
      report.add(file, '/x-message/capability', 'CAPABILITY_UNKNOWN', message);
    }
    for (const [index, name] of requires.entries()) {
      if (places.length === 0 || isMember(name, places)) continue;
      const message = `expected a member of ${[...new Set(places)].join(' or ')} in ${register.path}, received ${show(name)}`;
      report.add(file, step('/x-message/requires', index), 'REQUIRES_UNKNOWN', message);
    }
  }
  if (membersOf(registration)['value'] === 'type') checkShared(messages, report);
};

/** Checks that one value can be registered for each capability. */
const checkShared = (messages: readonly SourceFile[], report: Report): void => {
  const owners = new Map<string, readonly [type: string, path: string]>();
  for (const file of messages) {
    const { capability, type, live } = claimsOf(file);
    if (capability === undefined || type === undefined || !live) continue;
    const [expected, owner] = owners.get(capability) ?? [type, file.path];
    owners.set(capability, [expected, owner]);
    if (type === expected) continue;
    const message = `expected the type ${show(expected)}, as in ${owner}, received ${show(type)}`;
    report.add(file, '/x-message/capability', 'CAPABILITY_SHARED', message);
  }
};

/** Checks that what messages speak is there, in the wire that this one speaks. */
const checkSpeaks = ({ wire, messages, spoken }: Sources, report: Report): void => {
  const speaks = textOf(membersOf(wire.json)['speaks']);
  if (speaks !== undefined && spoken === undefined) {
    const message = `expected a folder with a wire.json beside this one, received ${show(speaks)}`;
    report.add(wire, '/speaks', 'SPEAKS_UNKNOWN', message);
  }
  const idOf = ({ from, kind, name }: ReturnType<typeof claimsOf>): string =>
    JSON.stringify([from, kind, name]);
  const known = new Set(
    (spoken ?? [])
      .map(claimsOf)
      .filter(({ live }) => live)
      .map(idOf),
  );
  for (const file of messages) {
    const claims = claimsOf(file);
    if (speaks === undefined && claims.speaks.length > 0) {
      const message = 'expected "speaks" in wire.json, the wire of these messages, received none';
      report.add(file, '/x-message/speaks', 'SPEAKS_UNKNOWN', message);
    }
    if (spoken === undefined) continue;
    for (const name of claims.speaks.filter(
      (each) => !known.has(idOf({ ...claims, name: each })),
    )) {
      const message = `expected a ${claims.kind} from the ${claims.from} of ${speaks} that is not internal, received ${show(name)}`;
      report.add(file, '/x-message/speaks', 'SPEAKS_UNKNOWN', message);
    }
  }
};
