/** Who has to change something: authors of plugins, or whoever sends messages from the page. */
export type Audience = 'plugins' | 'senders';

/** Whether a value is read by those whom a change concerns, or written by them. */
export type Flow = 'reads' | 'writes';

/** A kind of change: what it is, and why it breaks something or does not. */
export interface DiffRule {
  /** What changed. */
  readonly purpose: string;
  /** Why it breaks those who read the value; absent where it does not. */
  readonly reads?: string;
  /** Why it breaks those who write the value; absent where it does not. */
  readonly writes?: string;
  /** Why it breaks something, of what is neither read nor written: a message, the wire. */
  readonly breaks?: string;
  /** Why it is safe where it is; absent where only messages that nobody uses make it so. */
  readonly safe?: string;
}

/** The id of a rule of a comparison: it never changes, and never means something else. */
export type DiffRuleId =
  | 'MESSAGE_ADDED'
  | 'MESSAGE_REMOVED'
  | 'MESSAGE_RENAMED'
  | 'MESSAGE_HIDDEN'
  | 'KIND_CHANGED'
  | 'WIRE_TYPE_CHANGED'
  | 'ENVELOPE_CHANGED'
  | 'CAPABILITY_CHANGED'
  | 'COMBINE_CHANGED'
  | 'DEADLINE_CHANGED'
  | 'ONCE_CHANGED'
  | 'VERSIONS_CHANGED'
  | 'TITLE_CHANGED'
  | 'DEPRECATION_CHANGED'
  | 'MEMBER_ADDED'
  | 'MEMBER_REMOVED'
  | 'MEMBER_REQUIRED'
  | 'MEMBER_OPTIONAL'
  | 'TYPE_CHANGED'
  | 'TYPE_WIDENED'
  | 'TYPE_NARROWED'
  | 'ENUM_VALUE_ADDED'
  | 'ENUM_VALUE_REMOVED'
  | 'ENUM_CLOSED'
  | 'ENUM_OPENED'
  | 'LIMIT_TIGHTENED'
  | 'LIMIT_RELAXED'
  | 'PATTERN_CHANGED'
  | 'UNIT_CHANGED'
  | 'MASK_CHANGED'
  | 'MEMBER_VERSIONS_CHANGED'
  | 'WIRE_RENAMED'
  | 'WIRE_VERSIONS_CHANGED'
  | 'WIRE_ENVELOPE_CHANGED'
  | 'TIMEOUT_CHANGED'
  | 'FRAME_ID_CHANGED'
  | 'ORIGINS_CHANGED'
  | 'ROLES_CHANGED'
  | 'WORDS_CHANGED';

const REFUSED = 'A widget in use that sends it as before is refused, and the message is lost.';
const REJECTED = 'What was right to send is refused.';
const STILL_RIGHT = 'What was right to send still is.';

/** Every rule of a comparison, by its stable id. */
export const DIFF_RULES: Readonly<Record<DiffRuleId, DiffRule>> = {
  MESSAGE_ADDED: {
    purpose: 'A message is new.',
    safe: 'Whoever does not use it is not concerned.',
  },
  MESSAGE_REMOVED: {
    purpose: 'A message is gone.',
    breaks: 'A declaration or a call with its name does not compile, and is an error at run time.',
  },
  MESSAGE_RENAMED: {
    purpose: 'A message of the same wire type has another name.',
    breaks: 'A declaration or a call with its old name is an error.',
  },
  MESSAGE_HIDDEN: {
    purpose: 'A message becomes internal or declared-only, or ceases to be.',
    breaks: 'Plugins and pages cannot use it any more.',
    safe: 'Plugins and pages may use it from now on.',
  },
  KIND_CHANGED: {
    purpose: 'A push becomes a request, or the reverse.',
    breaks: 'Its handlers and calls stand in another place, and an answer is due or is not.',
  },
  WIRE_TYPE_CHANGED: {
    purpose: 'A message has another type on the wire.',
    breaks: 'A widget in use knows it by the old type only.',
  },
  ENVELOPE_CHANGED: {
    purpose: 'A message becomes bare, or gets an envelope.',
    breaks: 'A widget in use knows it in the old envelope only.',
  },
  CAPABILITY_CHANGED: {
    purpose: 'A request needs another capability.',
    breaks: 'A widget in use asks by the old flag only, and manifests of plugins name that.',
  },
  COMBINE_CHANGED: {
    purpose: "A request combines several plugins' answers by another policy.",
    breaks: 'An answer of several plugins becomes another one.',
  },
  DEADLINE_CHANGED: {
    purpose: 'A request has another deadline.',
    breaks: 'A handler that was in time may be late.',
    safe: 'A handler has more time.',
  },
  ONCE_CHANGED: {
    purpose: 'What tells a repeated push is another member, or repetitions are told or not.',
    breaks: 'A listener hears it more often, or less often.',
  },
  VERSIONS_CHANGED: {
    purpose: "A message is known to other versions of the widget; the wire's own versions aside.",
    breaks: 'A version that is in use does not know it.',
    safe: 'More versions know it.',
  },
  TITLE_CHANGED: {
    purpose: 'A type has another name.',
    breaks: 'An import of the type by its old name does not compile.',
  },
  DEPRECATION_CHANGED: {
    purpose: 'A message or a member becomes deprecated, or ceases to be.',
    safe: 'It works as before; editors, documents and the event `deprecated` say what to use.',
  },
  MEMBER_ADDED: {
    purpose: 'A member is new.',
    reads: 'It is required: a widget that leaves it out is refused, and the message is lost.',
    writes: 'It is required: what was right to send without it is refused.',
    safe: 'It may be left out, and whoever does not know it passes it over.',
  },
  MEMBER_REMOVED: {
    purpose: 'A member is gone.',
    reads: 'What reads it does not compile, and nothing checks any more what comes there.',
    writes: 'What sends it does not compile, and nobody is known to read it.',
  },
  MEMBER_REQUIRED: {
    purpose: 'A member, or a whole part, becomes required.',
    reads: 'A widget in use that leaves it out is refused, and the message is lost.',
    writes: 'What was right to send without it is refused.',
  },
  MEMBER_OPTIONAL: {
    purpose: 'A member, or a whole part, may be absent.',
    reads: 'What reads it does not expect to find nothing.',
    safe: STILL_RIGHT,
  },
  TYPE_CHANGED: {
    purpose: 'A value is of another type.',
    reads: 'Other values come than the code was written for.',
    writes: REJECTED,
  },
  TYPE_WIDENED: {
    purpose: 'A value may be of more types.',
    reads: 'Values come that the old types do not have.',
    safe: STILL_RIGHT,
  },
  TYPE_NARROWED: {
    purpose: 'A value may be of fewer types.',
    reads: REFUSED,
    writes: REJECTED,
  },
  ENUM_VALUE_ADDED: {
    purpose: 'An enumeration has one more value.',
    reads: 'The enumeration is closed: code that knows all its values does not know this one.',
    safe: 'Code has to expect any value, or may go on sending the others.',
  },
  ENUM_VALUE_REMOVED: {
    purpose: 'An enumeration has one value less.',
    reads: REFUSED,
    writes: REJECTED,
    safe: 'The enumeration is open: the value is valid all the same.',
  },
  ENUM_CLOSED: {
    purpose: 'A text that could be anything, or an open enumeration, becomes a closed one.',
    reads: 'A widget that sends another value is refused, and the message is lost.',
    writes: REJECTED,
  },
  ENUM_OPENED: {
    purpose: 'A closed enumeration becomes open, or a text that may be anything.',
    reads: 'Values come that code which knows them all does not know.',
    safe: STILL_RIGHT,
  },
  LIMIT_TIGHTENED: {
    purpose: 'A length, a number, a count, a pattern or a condition allows less.',
    reads: REFUSED,
    writes: REJECTED,
  },
  LIMIT_RELAXED: {
    purpose: 'A length, a number, a count, a pattern or a condition allows more.',
    reads: 'Values come that could not come before.',
    safe: STILL_RIGHT,
  },
  PATTERN_CHANGED: {
    purpose: 'A text has to match another pattern, or other members have to be there.',
    reads: REFUSED,
    writes: REJECTED,
  },
  UNIT_CHANGED: {
    purpose: 'A number has another unit.',
    reads: 'The same number means something else.',
    writes: 'The same number means something else.',
    safe: 'The unit is told, or is not told any more; nothing says that the number changed.',
  },
  MASK_CHANGED: {
    purpose: 'A value is marked as personal, or in another way, or not any more.',
    reads: 'Events show what they masked: personal data may get into logs.',
    writes: 'Events show what they masked: personal data may get into logs.',
    safe: 'Events mask it.',
  },
  MEMBER_VERSIONS_CHANGED: {
    purpose: "A member is known to other versions of the widget; the wire's own versions aside.",
    reads: 'A version that is in use does not send it.',
    writes: 'A version that is in use does not know it.',
    safe: 'More versions have it.',
  },
  WIRE_RENAMED: {
    purpose: 'The wire has another name.',
    breaks: 'Hosts refuse plugins that were made for the old name, and manifests name that.',
  },
  WIRE_VERSIONS_CHANGED: {
    purpose: 'The wire knows other versions of the widget.',
    breaks: 'Nothing is promised any more for a version that may be in use.',
    safe: 'One more version is known.',
  },
  WIRE_ENVELOPE_CHANGED: {
    purpose: 'The envelopes of the wire are made in another way.',
    breaks: 'A widget in use knows the old envelopes only.',
  },
  TIMEOUT_CHANGED: {
    purpose: 'The widget waits for another time.',
    breaks: 'A deadline that a page has set may be too long, and createHost refuses it.',
    safe: 'The widget waits longer.',
  },
  FRAME_ID_CHANGED: {
    purpose: "The usual id of the widget's frame is another one.",
    breaks: 'A page that relies on it does not find its frame.',
    safe: 'There was none to rely on.',
  },
  ORIGINS_CHANGED: {
    purpose: 'The widget is known to be served from other origins.',
    breaks: 'A page has to name an origin that it did not have to name.',
    safe: 'A widget is trusted at one more origin.',
  },
  ROLES_CHANGED: {
    purpose: 'Another message says that the widget is ready, or registers, or does so elsewhere.',
    breaks: 'A widget in use waits for the old message, or says the old one.',
    safe: 'There was none to rely on.',
  },
  WORDS_CHANGED: {
    purpose: 'A description, an example or a source says something else.',
    safe: 'No code depends on it.',
  },
};

/** Why a change of a message that is internal or declared-only is safe. */
export const UNUSED = 'No plugin and no page can use the message.';
