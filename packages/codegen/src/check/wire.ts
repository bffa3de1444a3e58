import { posix } from 'node:path';
import { isObject, show, step } from '@jackfield/plugin-kit/json';
import type { Json } from '../json.js';
import type { SourceFile, Sources } from '../load.js';
import { claimsOf } from './claims.js';
import { createNavigator } from './navigator.js';
import type { Report } from './report.js';

type Members = Readonly<Record<string, Json | undefined>>;

const membersOf = (json: Json | undefined): Members => (isObject(json) ? json : {});

/** Checks that the wire's roles and pointers refer to existing messages and members. */
export const checkWire = (sources: Sources, report: Report): void => {
  const { wire, messages } = sources;
  const navigator = createNavigator(sources);
  const { name, roles, registration } = membersOf(wire.json);

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

  const playerOf = (role: string, from: 'widget' | 'page'): SourceFile | undefined => {
    const player = membersOf(roles)[role];
    if (typeof player !== 'string') return undefined;
    const found = messages.find((file) => {
      const claims = claimsOf(file);
      return (
        claims.live && claims.name === player && claims.from === from && claims.kind === 'push'
      );
    });
    if (found === undefined) {
      const expected = `a push from the ${from} that is not internal`;
      report.add(
        wire,
        step('/roles', role),
        'ROLE_UNKNOWN',
        `expected ${expected}, received ${show(player)}`,
      );
    }
    return found;
  };

  playerOf('ready', 'widget');
  const register = playerOf('register', 'page');
  if (register === undefined) return;

  /** Returns a pointer of `registration` if it refers to a member. */
  const pointerTo = (member: string): string | undefined => {
    const pointer = membersOf(registration)[member];
    if (typeof pointer !== 'string') return undefined;
    if (navigator.member(register, pointer) !== undefined) return pointer;
    const message = `expected a pointer to a member of ${register.path}, received ${show(pointer)}`;
    report.add(wire, step('/registration', member), 'REGISTRATION_UNRESOLVED', message);
    return undefined;
  };
  pointerTo('name');
  const flags = pointerTo('capabilities');
  if (flags === undefined) return;

  for (const file of messages) {
    const { capability } = claimsOf(file);
    if (capability === undefined) continue;
    if (navigator.member(register, step(flags, capability)) !== undefined) continue;
    const message = `expected a member of ${flags} in ${register.path}, received ${show(capability)}`;
    report.add(file, '/x-message/capability', 'CAPABILITY_UNKNOWN', message);
  }
};
