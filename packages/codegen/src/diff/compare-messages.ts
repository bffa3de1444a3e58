import { canonical, show } from '@jackfield/plugin-kit/json';
import { canonicalMatch } from '../match.js';
import { areasOf, BASE_AREA, type Message, type Part, type Protocol } from '../model.js';
import type { Changes, Context, Difference } from './change.js';
import { compareSchemas } from './compare-schemas.js';
import type { DiffRuleId, Flow } from './diff-rules.js';
import { definitionsByTitle, type Place } from './place.js';
import { formatList } from './describe-schema.js';
import { createIds } from './ids.js';
import type { Inclusion } from './inclusion.js';

const ANNOTATION = '/x-message';

/** The parts of a message, with their names. */
const PARTS = ['body', 'data', 'result'] as const;

/** Plugins read what the widget sends and write results; senders write what the page sends and read results. */
const flowOf = ({ from }: Message, part: (typeof PARTS)[number]): Flow =>
  (from === 'widget') === (part !== 'result') ? 'reads' : 'writes';

const matchOf = ({ match }: Message): string | undefined =>
  match === undefined ? undefined : canonicalMatch(match);

const envelopeOf = ({ bare }: Message): string | undefined => (bare ? 'bare' : undefined);

const keyOf = ({ from, name }: Message): string => `${from} ${name}`;

const say = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : show(value);

const describe = ({ kind, type }: Message): string => `${kind} ${show(type)}`;

/** The annotations by which schemas differ that allow the same values. */
const MARKS = [
  ...(['x-personal', 'x-unit', 'x-deprecated', 'x-versions', 'x-wires', 'x-open-enum'] as const),
];

/** The rules by which values that were valid are no longer, unless other keywords make up for it. */
const NARROWING: ReadonlySet<DiffRuleId> = new Set([
  ...(['MEMBER_ADDED', 'MEMBER_REQUIRED', 'TYPE_CHANGED', 'TYPE_NARROWED', 'ENUM_CLOSED'] as const),
  ...(['ENUM_VALUE_REMOVED', 'LIMIT_TIGHTENED', 'PATTERN_CHANGED'] as const),
]);

/** The rules by which values are valid that were not, unless other keywords make up for it. */
const WIDENING: ReadonlySet<DiffRuleId> = new Set([
  ...(['MEMBER_REMOVED', 'MEMBER_OPTIONAL', 'TYPE_CHANGED', 'TYPE_WIDENED'] as const),
  ...(['ENUM_OPENED', 'ENUM_VALUE_ADDED', 'LIMIT_RELAXED', 'PATTERN_CHANGED'] as const),
]);

/** Pairs the messages of both protocols: by name, or else by wire type. */
const pairUp = (
  olds: readonly Message[],
  nexts: readonly Message[],
): ReadonlyMap<Message, Message> => {
  const names = new Map(nexts.map((next) => [keyOf(next), next]));
  const pairs = new Map<Message, Message>();
  for (const old of olds) {
    const next = names.get(keyOf(old));
    if (next !== undefined) pairs.set(old, next);
  }
  const taken = new Set(pairs.values());
  for (const old of olds) {
    if (pairs.has(old)) continue;
    const next = nexts.find(
      (one) =>
        !taken.has(one) &&
        one.from === old.from &&
        one.type === old.type &&
        canonicalMatch(one.match) === canonicalMatch(old.match),
    );
    if (next === undefined) continue;
    pairs.set(old, next);
    taken.add(next);
  }
  return pairs;
};

/** Compares the messages of two protocols. */
export const compareMessages = (
  old: Protocol,
  next: Protocol,
  includes: Inclusion,
  changes: Changes,
): void => {
  const definitions = { olds: definitionsByTitle(old), nexts: definitionsByTitle(next) };
  const shared = { idOf: createIds(), markedIdOf: createIds(MARKS), known: new Map() };
  const versions = old.wire.versions.filter((version) => next.wire.versions.includes(version));
  const pairs = pairUp(old.messages, next.messages);
  const known = new Set(pairs.values());
  const hadAreas = areasOf(old).size > 0;

  const versionsOf = (message: Message): readonly string[] =>
    versions.filter((version) => message.versions.includes(version));
  const contextOf = (message: Message, live: boolean): Context => ({
    message: message.name,
    from: message.from,
    live,
  });

  for (const message of old.messages.filter((one) => !pairs.has(one))) {
    const { file } = message;
    changes.add(
      { rule: 'MESSAGE_REMOVED', file, pointer: '', was: describe(message), is: 'nothing' },
      contextOf(message, message.live),
    );
  }
  for (const message of next.messages.filter((one) => !known.has(one))) {
    const { file } = message;
    changes.add(
      { rule: 'MESSAGE_ADDED', file, pointer: '', was: 'nothing', is: describe(message) },
      contextOf(message, message.live),
    );
  }

  const comparePart = (before: Message, after: Message, name: (typeof PARTS)[number]): void => {
    const [was, is] = [before[name], after[name]];
    if (was === undefined || is === undefined) return;
    const context: Context = {
      ...contextOf(after, before.live && after.live),
      part: name,
      flow: flowOf(after, name),
    };
    const pointer = name === 'body' ? '' : `/properties/${name}`;
    const place = ({ file }: Message, { schema }: Part): Place => ({ schema, file, pointer });
    const found: Difference[] = [];
    const report = (difference: Difference): void => void found.push(difference);
    if (was.required !== is.required) {
      const rule = is.required ? 'MEMBER_REQUIRED' : 'MEMBER_OPTIONAL';
      const said = ({ required }: Part): string => (required ? 'required' : 'optional');
      changes.add({ rule, file: after.file, pointer, was: said(was), is: said(is) }, context);
    }
    // For a push, the deprecation belongs to the message itself.
    const body = (part: Part): Part => {
      const { 'x-deprecated': _advice, ...schema } = part.schema;
      return name === 'body' ? { ...part, schema } : part;
    };
    compareSchemas([place(before, body(was))], [place(after, body(is))], {
      ...definitions,
      ...shared,
      versions,
      report,
    });
    // What the rules do not see, as the interplay of several keywords, in both directions.
    const [olds, nexts] = [
      { schemas: [was.schema], definitions: definitions.olds },
      { schemas: [is.schema], definitions: definitions.nexts },
    ];
    const [isNarrowed, isWidened] = [!includes(olds, nexts), !includes(nexts, olds)];
    for (const difference of found) {
      const { rule } = difference;
      const isCause = (isNarrowed && NARROWING.has(rule)) || (isWidened && WIDENING.has(rule));
      // Code that names a removed member does not compile, whatever values are valid.
      const isAboutValues =
        rule !== 'MEMBER_REMOVED' && (NARROWING.has(rule) || WIDENING.has(rule));
      const harmless = difference.harmless === true || (isAboutValues && !isCause);
      changes.add({ ...difference, harmless }, context);
    }
    const isExplained = (rules: ReadonlySet<DiffRuleId>): boolean =>
      found.some(({ rule, harmless }) => harmless !== true && rules.has(rule));
    const said = { file: after.file, pointer, was: 'the values that were valid' };
    if (isNarrowed && !isExplained(NARROWING)) {
      changes.add({ rule: 'VALUES_NARROWED', ...said, is: 'perhaps fewer of them' }, context);
    }
    if (isWidened && !isExplained(WIDENING)) {
      changes.add({ rule: 'VALUES_WIDENED', ...said, is: 'perhaps others as well' }, context);
    }
  };

  for (const [before, after] of pairs) {
    const live = before.live && after.live;
    const report = (
      rule: DiffRuleId,
      member: string,
      was: unknown,
      is: unknown,
      harmless = false,
    ): void => {
      if (was === is) return;
      const pointer = member.startsWith('/') ? member : `${ANNOTATION}/${member}`;
      const isUsed = rule === 'MESSAGE_HIDDEN' ? before.live || after.live : live;
      changes.add(
        { rule, file: after.file, pointer, was: say(was), is: say(is), harmless },
        contextOf(after, isUsed),
      );
    };
    /** Reports what is no longer in a list as breaking, and what is new in it as safe; or `isReversed`. */
    const reportEach = (
      rule: DiffRuleId,
      member: string,
      olds: readonly string[],
      nexts: readonly string[],
      isReversed = false,
    ): void => {
      const one = (name: string, isGone: boolean): void =>
        isGone === isReversed
          ? report(rule, member, undefined, name, !isGone)
          : report(rule, member, name, undefined, !isGone);
      for (const name of olds.filter((each) => !nexts.includes(each))) one(name, true);
      for (const name of nexts.filter((each) => !olds.includes(each))) one(name, false);
    };
    const liveness = (message: Message): string =>
      message.live ? 'usable' : message.internal === true ? 'internal' : 'declared-only';

    report('MESSAGE_RENAMED', 'name', before.name, after.name);
    report('MESSAGE_HIDDEN', ANNOTATION, liveness(before), liveness(after), !before.live);
    report('KIND_CHANGED', 'kind', before.kind, after.kind);
    report('WIRE_TYPE_CHANGED', 'type', before.type, after.type);
    report('MATCH_CHANGED', 'match', matchOf(before), matchOf(after));
    const [area = BASE_AREA, other = BASE_AREA] = [before.area, after.area];
    report('AREA_CHANGED', 'area', area, other, !hadAreas);
    report('ENVELOPE_CHANGED', 'envelope', envelopeOf(before), envelopeOf(after));
    // A changed name implies a changed title.
    if (before.name === after.name) report('TITLE_CHANGED', '/title', before.title, after.title);
    report('DEPRECATION_CHANGED', '/x-deprecated', before.deprecated, after.deprecated);
    report('ONCE_CHANGED', 'once', before.once, after.once);
    const [listed, lists] = [versionsOf(before), versionsOf(after)];
    const isKept = listed.every((version) => lists.includes(version));
    report('VERSIONS_CHANGED', 'versions', formatList(listed), formatList(lists), isKept);
    const isRelaxed = after.unchecked === true && after.from === 'page' && after.kind === 'push';
    report('UNCHECKED_CHANGED', 'unchecked', before.unchecked, after.unchecked, isRelaxed);
    reportEach(
      'SPEAKS_CHANGED',
      'speaks',
      [before.speaks ?? []].flat(),
      [after.speaks ?? []].flat(),
    );
    if (before.kind !== after.kind) continue;
    report('CAPABILITY_CHANGED', 'capability', before.capability, after.capability);
    report('COMBINE_CHANGED', 'combine', before.combine, after.combine);
    const [deadline = 0, later = 0] = [before.deadlineMs, after.deadlineMs];
    report('DEADLINE_CHANGED', 'deadlineMs', deadline, later, later > deadline);
    // A changed time-out of the wire is reported once, for the wire.
    if (before.timeoutMs !== after.timeoutMs) {
      const [timeout, longer] = [
        before.timeoutMs ?? old.wire.timeoutMs,
        after.timeoutMs ?? next.wire.timeoutMs,
      ];
      report('TIMEOUT_CHANGED', 'timeoutMs', timeout, longer, longer > timeout);
    }
    const [failed, fails] = [before.failure, after.failure].map((value) =>
      value === undefined ? undefined : canonical(value),
    );
    // Where there is none, responses have an error: the changed envelope of the wire is reported.
    if (failed !== undefined && fails !== undefined)
      report('FAILURE_CHANGED', 'failure', failed, fails);
    // More members are needed, or fewer.
    reportEach('REQUIRES_CHANGED', 'requires', after.requires ?? [], before.requires ?? [], true);
    for (const name of PARTS) comparePart(before, after, name);
  }
};
