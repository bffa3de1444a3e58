import { closestMatch } from '@jackfield/plugin-kit/closest-match';
import type { Message } from '@jackfield/codegen';
import type { Handler } from '../read/declared.js';
import { placeOf } from '../read/place.js';
import type { Breach } from './finding.js';
import type { RuleId } from './rules.js';
import type { Vocabulary } from './vocabulary.js';

const live = (messages: ReadonlyMap<string, Message>): readonly string[] =>
  [...messages.values()].filter((message) => message.live).map(({ name }) => name);

/** What is wrong with the name of a handler; `undefined` for a message that it can handle. */
const breachOf = (
  { group, name }: Handler,
  { wire, requests, pushes, page }: Vocabulary,
): readonly [rule: RuleId, message: string] | undefined => {
  const [own, others] = group === 'pushes' ? [pushes, requests] : [requests, pushes];
  const message = own.get(name);
  if (message === undefined) {
    if (others.has(name)) {
      const right = group === 'pushes' ? 'requests' : 'pushes';
      const kind = group === 'pushes' ? 'request' : 'push';
      return ['MESSAGE_MISPLACED', `${name} is a ${kind}; expected it under ${right}.`];
    }
    if (page.has(name)) {
      return ['MESSAGE_MISPLACED', `${name} is sent by the page, not by the widget.`];
    }
    const known = live(own);
    const near = closestMatch(name, known);
    const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
    return [
      'MESSAGE_UNKNOWN',
      `No message of ${wire} under ${group} is called ${name}; ${hint}`.replace(/([^?])$/, '$1.'),
    ];
  }
  if (message.internal === true) {
    return ['MESSAGE_INTERNAL', `${name} is internal to the widget and its adapter script.`];
  }
  if (message.stability === 'declared-only') {
    return ['MESSAGE_DECLARED_ONLY', `${name} is declared in the widget's source, and never sent.`];
  }
  if (message.deprecated !== undefined) {
    return ['MESSAGE_DEPRECATED', `${name} is deprecated: ${message.deprecated}`];
  }
  return undefined;
};

/** What is wrong with the names of handlers. */
export const messageBreaches = (
  handlers: readonly Handler[],
  vocabulary: Vocabulary,
): readonly Breach[] =>
  handlers.flatMap((handler) => {
    const [rule, message] = breachOf(handler, vocabulary) ?? [];
    return rule === undefined || message === undefined
      ? []
      : [{ rule, place: placeOf(handler.node), message }];
  });
