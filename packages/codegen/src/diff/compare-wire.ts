import { canonical, show, step } from '@jackfield/plugin-kit/json';
import { byText } from '../json.js';
import type { Protocol } from '../model.js';
import type { Wire } from '../schema.js';
import type { Changes } from './change.js';
import type { Audience, DiffRuleId } from './diff-rules.js';

const BOTH: readonly Audience[] = ['plugins', 'senders'];

/** Compares two wire.json files. */
export const compareWires = (before: Protocol, after: Protocol, changes: Changes): void => {
  const { wire: old } = before;
  const { wire: next, wireFile: file } = after;

  const report = (
    rule: DiffRuleId,
    pointer: string,
    was: unknown,
    is: unknown,
    audiences: readonly Audience[],
    harmless = false,
  ): void => {
    if (canonical(was) === canonical(is)) return;
    const [one, other] = [was, is].map((value) => (value === undefined ? 'nothing' : show(value)));
    const said = { was: String(one), is: String(other) };
    changes.addCommon({ rule, file, pointer, ...said, harmless }, audiences);
  };
  const each = (
    rule: DiffRuleId,
    member: 'versions' | 'origins',
    audiences: readonly Audience[],
  ): void => {
    const [olds, nexts] = [old[member], next[member]];
    for (const gone of olds.filter((one) => !nexts.includes(one))) {
      report(rule, `/${member}`, gone, undefined, audiences);
    }
    for (const come of nexts.filter((one) => !olds.includes(one))) {
      report(rule, `/${member}`, undefined, come, audiences, true);
    }
  };

  report('WIRE_RENAMED', '/name', old.name, next.name, BOTH);
  each('WIRE_VERSIONS_CHANGED', 'versions', BOTH);
  report('WIRE_ENVELOPE_CHANGED', '/envelope', old.envelope, next.envelope, BOTH);
  const isLonger = next.timeoutMs > old.timeoutMs;
  report('TIMEOUT_CHANGED', '/timeoutMs', old.timeoutMs, next.timeoutMs, ['plugins'], isLonger);
  const hadNone = old.frameId === undefined;
  report('FRAME_ID_CHANGED', '/frameId', old.frameId, next.frameId, ['senders'], hadNone);
  each('ORIGINS_CHANGED', 'origins', ['senders']);
  for (const origin of old.origins.filter((one) => next.origins.includes(one))) {
    const [was, is] = [old.paths?.[origin], next.paths?.[origin]];
    const pointer = step('/paths', origin);
    report('ORIGINS_CHANGED', pointer, was, is, ['senders'], is === undefined);
  }
  const [olds, nexts] = [readyOf(old), readyOf(next)];
  const isKept = olds.every((name) => nexts.includes(name));
  report('ROLES_CHANGED', '/roles/ready', listed(olds), listed(nexts), ['plugins'], isKept);
  const [was, is] = [old.roles?.register, next.roles?.register];
  report('ROLES_CHANGED', '/roles/register', was, is, ['plugins'], was === undefined);
  const [registered, registers] = [registrationOf(old), registrationOf(next)];
  const isSafe =
    registered === undefined ||
    (registered.options === undefined &&
      canonical({ ...registers, options: undefined }) === canonical(registered));
  report('ROLES_CHANGED', '/registration', registered, registers, ['plugins'], isSafe);
  const spoke = old.speaks;
  report('SPEAKS_CHANGED', '/speaks', spoke, next.speaks, ['plugins'], spoke === undefined);
};

const readyOf = ({ roles }: Wire): readonly string[] => [roles?.ready ?? []].flat().sort(byText);

/** The only name of a list, or the list if there are several. */
const listed = (names: readonly string[]): unknown => (names.length < 2 ? names[0] : names);

/** The registration of a wire, with what is there by default. */
const registrationOf = ({ registration }: Wire): Wire['registration'] =>
  registration && { ...registration, value: registration.value ?? 'flag' };
