import { MAX_NESTING } from './nesting.js';

/** Every rule of the schemas: its stable id and its purpose. */
export const RULES = {
  JSON_INVALID: 'Files are valid JSON.',
  JSON_DUPLICATE: 'Member names of an object are unique: JSON.parse silently keeps only the last.',
  NESTING_TOO_DEEP:
    // oxlint-disable-next-line no-unnecessary-type-assertion -- isolated declarations need the type
    `Schemas nest at most ${MAX_NESTING.schemas} levels deep: parsers and compilers have limits.` as string,
  SCHEMA_INVALID: "A keyword's value is one that draft-07 and the emitters understand.",
  KEYWORD_UNSUPPORTED: 'Schemas use only keywords that every emitter supports.',
  VALUE_UNSUPPORTED:
    '`enum` and `const` contain plain values, which types and validators can express.',
  MEMBERS_MIXED:
    'An object has either named members or is a record: TypeScript cannot express both.',
  MEMBER_UNSAFE:
    'No member has the name `__proto__`, or a name that is not valid Unicode: generated tables cannot contain it.',
  OBJECT_CLOSED: '`additionalProperties` is not false: unknown members are allowed.',
  PATTERN_INVALID: '`pattern` is a valid regular expression.',
  PATTERN_BACKTRACKS:
    '`pattern` matches a text in one way: others take exponential time for a text that does not match.',
  REQUIRED_UNDEFINED: '`required` names members that `properties` defines.',
  DESCRIPTION_MISSING: 'Messages and definitions have a description.',
  EXAMPLE_MISSING: 'Messages and definitions have an example.',
  EXAMPLE_INVALID: 'Examples are valid.',
  EXCHANGE_SHAPE: 'The schema of a request, and its examples, have the form `{ data, result }`.',
  REF_FORM: '`$ref` is the relative path of a file.',
  REF_SIBLINGS:
    '`$ref` is the only member: draft-07 ignores others, and types would be duplicated.',
  REF_UNRESOLVED: '`$ref` names a file within the schemas folder.',
  REF_MESSAGE: '`$ref` names a shared definition, not a message.',
  REF_CIRCULAR:
    'A definition contains itself only in a member or an entry: otherwise no value has an end.',
  TITLE_FORM:
    "A message's title ends with its name in PascalCase; digits are followed by capitals.",
  TITLE_NESTED: 'Only files have a title: a nested one would generate another type.',
  TITLE_TAKEN: 'Titles are unique.',
  TITLE_DERIVED: 'Titles differ from those of the data and the result of requests.',
  TITLE_RESERVED: 'Titles differ from the names that generated files use.',
  ANNOTATION_MISSING: 'Files in the folder of wire.json are messages and have `x-message`.',
  ANNOTATION_UNKNOWN: 'Annotations and their members are known.',
  ANNOTATION_INVALID: 'Annotations have valid values.',
  PERSONAL_KIND_UNKNOWN: '`x-personal` is a known kind of personal data.',
  OPEN_ENUM_FORM: '`x-open-enum` occurs with `"type": "string"`, without `enum` or `const`.',
  DEPRECATION_UNEXPLAINED:
    '`deprecated` occurs with `x-deprecated`, which says what to use instead.',
  NAME_FILE: 'The file of a message has its name.',
  NAME_TAKEN: 'Names are unique in a direction.',
  TYPE_TAKEN: 'Wire types are unique in a direction, except where `match` distinguishes messages.',
  MATCH_AMBIGUOUS:
    'No body is of two messages: of two that match it, one has more members in `match`.',
  MATCH_UNRESOLVED: 'The pointers of `match` name members of the body or the data.',
  AREA_DIVIDED:
    'Messages of one sender and wire type are of one area: a page without the other area would mistake one for another.',
  FOLDER_KIND: "A message is in the folder of its sender and kind: 'from-widget/push'.",
  VERSION_UNKNOWN: 'Versions are listed in wire.json.',
  REQUEST_INCOMPLETE:
    'Requests from the widget have a capability, a combine policy and a deadline.',
  REQUEST_ONLY:
    'Only requests from the widget have a capability, a combine policy, a deadline, a time-out, a failure and required members.',
  BARE_REQUEST: 'Requests have an envelope: otherwise their responses could not be matched.',
  ENVELOPE_MISSING:
    "wire.json has the envelopes of the messages' kinds, and of the responses to requests.",
  ENVELOPE_AMBIGUOUS:
    'The envelopes of a side can be distinguished, and each of their places has one meaning.',
  TYPE_NUMBER: 'Wire types are numbers where wire.json says so.',
  ONCE_MISPLACED: 'Only pushes from the widget have `once`.',
  ONCE_UNRESOLVED: '`once` points to a member of the body.',
  DEADLINE_TOO_LONG:
    'A deadline is below the time-out of its request or, without one, of the wire.',
  FAILURE_MISSING:
    'Requests from the widget have a `failure`, which is answered if a handler fails, where responses have no error.',
  FAILURE_INVALID: '`failure` is a valid result, and is there only where responses have no error.',
  CAPABILITY_UNKNOWN: 'Capabilities are members of the register message.',
  CAPABILITY_SHARED:
    'Requests that share a capability have one wire type, where that is what is registered.',
  REQUIRES_UNKNOWN: '`requires` names members of the registration.',
  MERGE_SHAPE: 'The result of a merged request is an object of arrays.',
  WIRE_INVALID:
    'wire.json has all required members, and no others; the places of an array are positions.',
  WIRE_NAME: 'The name of a wire is that of its folder.',
  ROLE_UNKNOWN: 'Roles name existing pushes of the right side that are not internal.',
  MAPPING_UNRESOLVED:
    '`messages` in wire.json finds schemas, and a result for the data of each request.',
  REGISTRATION_UNRESOLVED:
    'The pointers of `registration` name members of the register message, and `options` an object.',
  SPEAKS_UNKNOWN:
    '`speaks` names the wire of a folder beside this one, and messages there of the same sender and kind that are not internal.',
} as const;

/** Rules of readable schemas, which no generated file depends on: they hold where wire.json asks for them. */
export const HOUSE_RULES: ReadonlySet<RuleId> = new Set<RuleId>([
  ...(['DESCRIPTION_MISSING', 'EXAMPLE_MISSING', 'TITLE_FORM', 'TITLE_NESTED'] as const),
  ...(['TITLE_TAKEN', 'TITLE_DERIVED', 'TITLE_RESERVED', 'OBJECT_CLOSED', 'REF_FORM'] as const),
  ...(['REF_SIBLINGS', 'MEMBERS_MIXED', 'REQUIRED_UNDEFINED', 'VALUE_UNSUPPORTED'] as const),
  ...(['NAME_FILE', 'FOLDER_KIND', 'DEPRECATION_UNEXPLAINED'] as const),
]);

/** The id of a rule. */
export type RuleId = keyof typeof RULES;

/** What is valid, but not as one would expect. */
export const WARNINGS = {
  TYPE_PARTIAL: 'Types express all that schemas say; validators check the rest.',
  KEYWORD_IGNORED:
    'A schema has no keyword of a later draft than its `$schema`: such ones are ignored.',
  FORMAT_UNCHECKED: 'A `format` is one that validators check: others are ignored.',
} as const;

/** The id of a warning. */
export type WarningId = keyof typeof WARNINGS;

/** A rule, and a place where something is to say about it. */
export interface Finding<Rule extends string> {
  /** Path relative to the schemas folder. */
  readonly file: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
  readonly rule: Rule;
  /** What was expected, and what was received. */
  readonly message: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** A rule that is broken at one place. */
export type Violation = Finding<RuleId>;

/** What a schema says that its type does not, or that is ignored. */
export type Warning = Finding<WarningId>;

/** Formats a violation or a warning in one line: `file#/json/pointer RULE_ID message`. */
export const printViolation = ({ file, pointer, rule, message, line }: Finding<string>): string =>
  `${file}#${pointer} ${rule} ${message} (line ${line})`;
