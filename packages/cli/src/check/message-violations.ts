import { suggestion } from '@jackfield/plugin-kit/closest-match';
import type { Message } from '@jackfield/codegen';
import type { Handler } from '../read/declared.js';
import { placeOf } from '../read/place.js';
import type { BrokenRule } from './violation.js';
import type { RuleId } from './rules.js';
import type { Vocabulary } from './vocabulary.js';

const live = (messages: ReadonlyMap<string, Message>): readonly string[] =>
  [...messages.values()].filter((message) => message.live).map(({ name }) => name);

/** Checks the name of one handler; `undefined` if a plugin can handle that message. */
const violationOf = (
  { group, name }: Handler,
  { wire, requests, pushes, page, unsent }: Vocabulary,
  areas: ReadonlySet<string> | undefined,
): readonly [rule: RuleId, message: string] | undefined => {
  const [own, others] = group === 'pushes' ? [pushes, requests] : [requests, pushes];
  const message = own.get(name);
  if (message === undefined) {
    if (others.has(name)) {
      const right = group === 'pushes' ? 'requests' : 'pushes';
      const kind = group === 'pushes' ? 'request' : 'push';
      return ['MESSAGE_MISPLACED', `${name} is a ${kind}: move it to ${right}.`];
    }
    if (page.has(name)) {
      return ['MESSAGE_MISPLACED', `${name} is sent by the page, not by the widget.`];
    }
    const known = live(own);
    const hint = suggestion(name, known) || ` Known names: ${known.join(', ')}.`;
    return ['MESSAGE_UNKNOWN', `Unknown message ${name} under ${group}, wire ${wire}.${hint}`];
  }
  if (message.internal === true) {
    return ['MESSAGE_INTERNAL', `${name} is internal to the widget and its adapter script.`];
  }
  if (message.stability === 'declared-only') {
    return ['MESSAGE_DECLARED_ONLY', `${name} is declared in the widget's source but never sent.`];
  }
  if (unsent.has(name)) {
    return ['MESSAGE_NEVER_SENT', `The widget of ${wire} never sends ${name}.`];
  }
  const { area } = message;
  if (area !== undefined && areas?.has(area) === false) {
    const list = [...areas, area].map((each) => `${each}Area`).join(', ');
    return ['AREA_MISSING', `${name} is of the area ${area}: pass [${list}] to definePlugin.`];
  }
  if (message.deprecated !== undefined) {
    return ['MESSAGE_DEPRECATED', `${name} is deprecated: ${message.deprecated}`];
  }
  return undefined;
};

/**
 * Checks the names of handlers.
 *
 * @param areas - those that the plugin is made for; `undefined` for any
 */
export const messageViolations = (
  handlers: readonly Handler[],
  vocabulary: Vocabulary,
  areas: ReadonlySet<string> | undefined,
): readonly BrokenRule[] =>
  handlers.flatMap((handler) => {
    // Its own package was checked, and this one cannot fix it.
    if (handler.isShipped) return [];
    const [rule, message] = violationOf(handler, vocabulary, areas) ?? [];
    return rule === undefined || message === undefined
      ? []
      : [{ rule, place: placeOf(handler.node), message }];
  });
