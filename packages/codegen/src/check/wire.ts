import { posix } from 'node:path';
import { isObject, show, step, type Json } from '../json.js';
import type { SourceFile, Sources } from '../load.js';
import { createNavigator } from './messages.js';
import type { Report } from './report.js';

type Members = Readonly<Record<string, Json | undefined>>;

const membersOf = (json: Json | undefined): Members => (isObject(json) ? json : {});

const annotationOf = (file: SourceFile): Members => membersOf(membersOf(file.json)['x-message']);

/** Do the wire's roles and pointers find what they name? */
export const checkWire = (sources: Sources, report: Report): void => {
  const { wire, messages } = sources;
  const navigator = createNavigator(sources);
  const { name, roles, registration } = membersOf(wire.json);

  const folder = posix.basename(posix.dirname(wire.path));
  if (typeof name === 'string' && folder !== '.' && name !== folder) {
    report.add(
      wire,
      '/name',
      'WIRE_NAME',
      `expected ${show(folder)} as the folder is called, found ${show(name)}`,
    );
  }

  const playerOf = (role: string, from: 'widget' | 'page'): SourceFile | undefined => {
    const player = membersOf(roles)[role];
    if (typeof player !== 'string') return undefined;
    const found = messages.find((file) => {
      const annotation = annotationOf(file);
      const live = annotation['internal'] !== true && annotation['stability'] !== 'declared-only';
      return (
        live &&
        annotation['name'] === player &&
        annotation['from'] === from &&
        annotation['kind'] === 'push'
      );
    });
    if (found === undefined) {
      const expected = `a push from the ${from} that is not internal`;
      report.add(
        wire,
        step('/roles', role),
        'ROLE_UNKNOWN',
        `expected ${expected}, found ${show(player)}`,
      );
    }
    return found;
  };

  playerOf('ready', 'widget');
  const register = playerOf('register', 'page');
  if (register === undefined) return;

  const found = (member: string): boolean => {
    const pointer = membersOf(registration)[member];
    if (typeof pointer !== 'string') return false;
    if (navigator.member(register, pointer) !== undefined) return true;
    const message = `expected a pointer to a member of ${register.path}, found ${show(pointer)}`;
    report.add(wire, step('/registration', member), 'REGISTRATION_UNRESOLVED', message);
    return false;
  };
  found('name');
  if (!found('capabilities')) return;

  const flags = String(membersOf(registration)['capabilities']);
  for (const file of messages) {
    const { capability } = annotationOf(file);
    if (typeof capability !== 'string') continue;
    if (navigator.member(register, step(flags, capability)) !== undefined) continue;
    const message = `expected a member of ${flags} in ${register.path}, found ${show(capability)}`;
    report.add(file, '/x-message/capability', 'CAPABILITY_UNKNOWN', message);
  }
};
