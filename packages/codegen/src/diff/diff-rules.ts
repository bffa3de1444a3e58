/** The code that a change can break: plugins, or code that sends messages from the page. */
export type Audience = 'plugins' | 'senders';

/** Whether the audience of a change reads or writes the value. */
export type Flow = 'reads' | 'writes';

/** A kind of change, with the reasons why it breaks code or is safe. */
export interface DiffRule {
  /** What changed. */
  readonly purpose: string;
  /** Why it breaks code that reads the value; absent if it does not. */
  readonly reads?: string;
  /** Why it breaks code that writes the value; absent if it does not. */
  readonly writes?: string;
  /** Why it breaks code, for changes of a message or the wire itself. */
  readonly breaks?: string;
  /** Why it can be safe; absent if it is safe only for unusable messages. */
  readonly safe?: string;
}

/** The stable id of a rule of `jackfield diff`. */
export type DiffRuleId =
  | 'MESSAGE_ADDED'
  | 'MESSAGE_REMOVED'
  | 'MESSAGE_RENAMED'
  | 'MESSAGE_HIDDEN'
  | 'KIND_CHANGED'
  | 'WIRE_TYPE_CHANGED'
  | 'MATCH_CHANGED'
  | 'AREA_CHANGED'
  | 'ENVELOPE_CHANGED'
  | 'CAPABILITY_CHANGED'
  | 'COMBINE_CHANGED'
  | 'DEADLINE_CHANGED'
  | 'FAILURE_CHANGED'
  | 'REQUIRES_CHANGED'
  | 'UNCHECKED_CHANGED'
  | 'SPEAKS_CHANGED'
  | 'ONCE_CHANGED'
  | 'VERSIONS_CHANGED'
  | 'TITLE_CHANGED'
  | 'TYPE_REMOVED'
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
  | 'VALUES_NARROWED'
  | 'VALUES_WIDENED'
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

const REFUSED =
  'Widgets in use still send the old values, which become invalid: the message is lost.';
const REJECTED = 'Values that were valid to send are rejected.';
const STILL_RIGHT = 'Values that were valid to send stay valid.';

/** Every rule of `jackfield diff`, by its stable id. */
export const DIFF_RULES: Readonly<Record<DiffRuleId, DiffRule>> = {
  MESSAGE_ADDED: {
    purpose: 'A message was added.',
    safe: 'Existing code does not use it.',
  },
  MESSAGE_REMOVED: {
    purpose: 'A message was removed.',
    breaks: 'Declarations and calls with its name do not compile, and fail at run time.',
  },
  MESSAGE_RENAMED: {
    purpose: 'A message with the same wire type has another name.',
    breaks: 'Declarations and calls with the old name fail.',
  },
  MESSAGE_HIDDEN: {
    purpose: 'A message became internal or declared-only, or is no longer.',
    breaks: 'Plugins and pages can no longer use it.',
    safe: 'Plugins and pages can now use it.',
  },
  KIND_CHANGED: {
    purpose: 'A push became a request, or a request became a push.',
    breaks:
      'Handlers belong to another group, calls use another method, and a response is now required or impossible.',
  },
  WIRE_TYPE_CHANGED: {
    purpose: 'A message has another type on the wire.',
    breaks: 'Widgets in use know only the old type.',
  },
  MATCH_CHANGED: {
    purpose: 'Other bodies of a wire type are this message.',
    breaks:
      'Code receives bodies as this message that were another one, or no longer receives them.',
  },
  AREA_CHANGED: {
    purpose: 'A message is of another area.',
    breaks: 'Pages and plugins that use only the old area lose the message.',
    safe: 'There were no areas: pages and plugins use the whole protocol.',
  },
  ENVELOPE_CHANGED: {
    purpose: 'A message became bare, or has an envelope now.',
    breaks: 'Widgets in use know only the old envelope.',
  },
  CAPABILITY_CHANGED: {
    purpose: 'A request needs another capability.',
    breaks: 'Widgets in use know only the old flag, and manifests of plugins contain it.',
  },
  COMBINE_CHANGED: {
    purpose: "A request combines several plugins' answers by another policy.",
    breaks: 'The results of several plugins are combined in another way.',
  },
  DEADLINE_CHANGED: {
    purpose: 'A request has another deadline.',
    breaks: 'Handlers that were in time may miss the deadline.',
    safe: 'Handlers have more time.',
  },
  FAILURE_CHANGED: {
    purpose: 'Another result is answered to a request where a handler fails.',
    breaks: 'The widget takes a failure of a plugin for another result.',
  },
  REQUIRES_CHANGED: {
    purpose: 'The widget needs other members of the registration for a capability.',
    breaks: 'The widget ignores the capability of pages that do not set the member.',
    safe: 'Pages may set fewer members.',
  },
  UNCHECKED_CHANGED: {
    purpose: 'The body, data or result of a message is no longer checked, or is now.',
    breaks:
      'Code receives values that their types do not describe, or values that were accepted are rejected.',
    safe: STILL_RIGHT,
  },
  SPEAKS_CHANGED: {
    purpose:
      'A message, or the wire, reaches plugins as messages of another wire, or no longer does.',
    breaks: 'Plugins of the other wire no longer receive it, or can no longer send it.',
    safe: 'More plugins can use it.',
  },
  ONCE_CHANGED: {
    purpose:
      'Another member identifies repeated pushes, or repetitions are now delivered, or no longer are.',
    breaks: 'Listeners receive it more or less often.',
  },
  VERSIONS_CHANGED: {
    purpose: "A message is known to other versions of the widget; the wire's own versions aside.",
    breaks: 'A version in use does not know it.',
    safe: 'More versions know it.',
  },
  TITLE_CHANGED: {
    purpose: 'A type has another name.',
    breaks: 'Imports of the type by its old name do not compile.',
  },
  TYPE_REMOVED: {
    purpose: 'The type of a shared definition was removed, has another name, or is another type.',
    breaks: 'Code that imports the type does not compile.',
  },
  DEPRECATION_CHANGED: {
    purpose: 'A message or a member became deprecated, or is no longer.',
    safe: 'It works as before; editors, documents and the event `deprecated` name the replacement.',
  },
  MEMBER_ADDED: {
    purpose: 'A member was added.',
    reads:
      'It is required, or was already needed with any value: messages of widgets in use become invalid and are lost.',
    writes:
      'It is required, or was already needed with any value: messages that were valid are rejected.',
    safe: 'It is optional, and code that does not know it ignores it.',
  },
  MEMBER_REMOVED: {
    purpose: 'A member was removed.',
    reads: 'Code that reads it does not compile, and its value is no longer validated.',
    writes: 'Code that sends it does not compile, and no known version reads it.',
  },
  MEMBER_REQUIRED: {
    purpose: 'A member, or a whole part, became required.',
    reads: 'Messages of widgets in use that omit it become invalid and are lost.',
    writes: 'Messages without it were valid and are rejected.',
  },
  MEMBER_OPTIONAL: {
    purpose: 'A member, or a whole part, became optional.',
    reads: 'Code that reads it does not expect that it is absent.',
    safe: STILL_RIGHT,
  },
  TYPE_CHANGED: {
    purpose: 'A value has another type.',
    reads: 'Code receives values that it was not written for.',
    writes: REJECTED,
  },
  TYPE_WIDENED: {
    purpose: 'A value may have more types.',
    reads: 'Code receives values that the old types do not include.',
    safe: STILL_RIGHT,
  },
  TYPE_NARROWED: {
    purpose: 'A value may have fewer types.',
    reads: REFUSED,
    writes: REJECTED,
  },
  ENUM_VALUE_ADDED: {
    purpose: 'A value was added to an enumeration.',
    reads: 'The enumeration is closed: code that handles all its values does not handle this one.',
    safe: 'The enumeration is open, so code expects any value; or code writes the value and may continue to send the others.',
  },
  ENUM_VALUE_REMOVED: {
    purpose: 'A value was removed from an enumeration.',
    reads: REFUSED,
    writes: REJECTED,
    safe: 'The enumeration is open: the value stays valid.',
  },
  ENUM_CLOSED: {
    purpose: 'An open enumeration, or any string, became a closed enumeration.',
    reads: 'Messages with other values become invalid and are lost.',
    writes: REJECTED,
  },
  ENUM_OPENED: {
    purpose: 'A closed enumeration became open, or any string.',
    reads: 'Code that handles all old values receives others.',
    safe: STILL_RIGHT,
  },
  LIMIT_TIGHTENED: {
    purpose:
      'A limit of a length, a number or a count, a pattern, a format or a condition allows fewer values.',
    reads: REFUSED,
    writes: REJECTED,
  },
  LIMIT_RELAXED: {
    purpose:
      'A limit of a length, a number or a count, a pattern, a format or a condition allows more values.',
    reads: 'Code receives values that were invalid before.',
    safe: STILL_RIGHT,
  },
  PATTERN_CHANGED: {
    purpose:
      'A string must match another pattern or format, a number must be a multiple of another one, or another condition applies.',
    reads: REFUSED,
    writes: REJECTED,
  },
  VALUES_NARROWED: {
    purpose:
      'Some values that were valid may no longer be valid, although no other rule names the reason.',
    reads: REFUSED,
    writes: REJECTED,
  },
  VALUES_WIDENED: {
    purpose:
      'Some valid values may not have been valid before, although no other rule names the reason.',
    reads: 'Code receives values that were invalid before.',
    safe: STILL_RIGHT,
  },
  UNIT_CHANGED: {
    purpose: 'A number has another unit.',
    reads: 'The same number means something else.',
    writes: 'The same number means something else.',
    safe: 'The annotation of the unit was added or removed; the number itself did not change.',
  },
  MASK_CHANGED: {
    purpose: 'The annotation `x-personal` of a value was added, changed or removed.',
    reads: 'Events show values that they masked before: personal data may reach logs.',
    writes: 'Events show values that they masked before: personal data may reach logs.',
    safe: 'Events mask the value.',
  },
  MEMBER_VERSIONS_CHANGED: {
    purpose: "A member is known to other versions of the widget; the wire's own versions aside.",
    reads: 'A version in use does not send it.',
    writes: 'A version in use does not know it.',
    safe: 'More versions have it.',
  },
  WIRE_RENAMED: {
    purpose: 'The wire has another name.',
    breaks: 'Hosts reject plugins for the old name, and manifests contain the old name.',
  },
  WIRE_VERSIONS_CHANGED: {
    purpose: 'A version of the widget was added to the wire, or removed.',
    breaks: 'A version that may be in use is no longer supported.',
    safe: 'One more version is supported.',
  },
  WIRE_ENVELOPE_CHANGED: {
    purpose: 'The envelopes of the wire have another form.',
    breaks: 'Widgets in use know only the old envelopes.',
  },
  TIMEOUT_CHANGED: {
    purpose: 'The time-out of the widget, or that of a request, changed.',
    breaks: 'A deadline that a page configured may be too long, and `createHost` rejects it.',
    safe: 'The widget waits longer.',
  },
  FRAME_ID_CHANGED: {
    purpose: "The usual id of the widget's frame is another one.",
    breaks: 'Pages that use the old id do not find the frame.',
    safe: 'There was none before.',
  },
  ORIGINS_CHANGED: {
    purpose:
      'A known origin of the widget, or the path at which its addresses begin there, was added, changed or removed.',
    breaks: 'Pages must name an origin that was known before, or their widget has another path.',
    safe: 'One more origin, or all paths of one, are trusted.',
  },
  ROLES_CHANGED: {
    purpose:
      'Other messages play the role `ready` or `register`, or a member of `registration` changed.',
    breaks: 'Widgets in use send or expect the old message.',
    safe: 'There was none before, or one more message is ready, or pages can register options.',
  },
  WORDS_CHANGED: {
    purpose: 'A description, an example or a source changed.',
    safe: 'No code depends on it.',
  },
};

/** Why a change is safe whose rule knows no reason. */
export const UNAFFECTED =
  'What else the schemas say makes up for it: it changes no value that code depends on.';

/** Why a change of an internal or declared-only message is safe. */
export const UNUSED = 'Plugins and pages cannot use the message.';
