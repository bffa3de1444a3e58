/** Every rule of the schemas: its stable id, and what it is for. */
export const RULES = {
  JSON_INVALID: 'A file is JSON.',
  JSON_DUPLICATE: 'An object has a member once: of two, JSON.parse keeps the last in silence.',
  SCHEMA_INVALID: "A keyword's value is one that draft-07 and the emitters understand.",
  KEYWORD_UNSUPPORTED: 'A schema uses only keywords that every emitter honours.',
  VALUE_UNSUPPORTED:
    '`enum` and `const` hold plain values, which types and validators can both say.',
  MEMBERS_MIXED: 'A record has no named members beside it: TypeScript cannot say that.',
  MEMBER_UNSAFE: 'No member is called `__proto__`: generated tables could not hold it.',
  OBJECT_CLOSED: '`additionalProperties` is not false: unknown members pass.',
  PATTERN_INVALID: '`pattern` is a regular expression.',
  REQUIRED_UNDEFINED: '`required` names members that `properties` defines.',
  DESCRIPTION_MISSING: 'A message and a definition say what they are.',
  EXAMPLE_MISSING: 'A message and a definition have an example.',
  EXAMPLE_INVALID: 'An example is valid.',
  EXCHANGE_SHAPE: 'The schema of a request is `{ data, result }`, and so are its examples.',
  REF_FORM: '`$ref` is the relative path of a whole file.',
  REF_SIBLINGS: 'Nothing stands beside `$ref`: draft-07 ignores it, and types would be doubled.',
  REF_UNRESOLVED: 'A `$ref` finds its file, within the schemas folder.',
  REF_MESSAGE: 'A `$ref` means a shared definition, not a message.',
  REF_CIRCULAR: 'Definitions do not contain themselves: masks could not.',
  TITLE_FORM:
    "A message's title ends with its name in PascalCase; digits are followed by capitals.",
  TITLE_NESTED: 'Only a file has a title: a nested one would make a type of its own.',
  TITLE_TAKEN: 'A title stands once.',
  TITLE_DERIVED: 'No title is that of the data or the result of a request.',
  TITLE_RESERVED: 'No title is a name that generated files use themselves.',
  ANNOTATION_MISSING: 'A file beside wire.json is a message and has `x-message`.',
  ANNOTATION_UNKNOWN: 'An annotation and its members are known.',
  ANNOTATION_INVALID: 'An annotation has the values that it may have.',
  PERSONAL_KIND_UNKNOWN: '`x-personal` is a known kind of personal data.',
  OPEN_ENUM_FORM: '`x-open-enum` stands beside `"type": "string"`, without `enum` or `const`.',
  DEPRECATION_UNEXPLAINED:
    'What is deprecated says what to use instead: `x-deprecated` stands beside `deprecated`.',
  NAME_FILE: 'A message is in a file of its name.',
  NAME_TAKEN: 'A name stands once in a direction.',
  TYPE_TAKEN: 'A wire type stands once in a direction.',
  FOLDER_KIND: "A message is in the folder of its sender and kind: 'from-widget/push'.",
  VERSION_UNKNOWN: 'A version is one of wire.json.',
  REQUEST_INCOMPLETE: 'A request from the widget says its capability, combine policy and deadline.',
  REQUEST_ONLY: 'Capability, combine policy and deadline are for requests from the widget.',
  BARE_REQUEST: 'A request has an envelope: its response could not be matched else.',
  ONCE_MISPLACED: '`once` is for pushes from the widget.',
  ONCE_UNRESOLVED: '`once` points to a member of the body.',
  DEADLINE_TOO_LONG: "A deadline is below the wire's time-out.",
  CAPABILITY_UNKNOWN: 'A capability is a member of the register message.',
  MERGE_SHAPE: 'The result of a merged request is an object of arrays.',
  WIRE_INVALID: 'wire.json has the members that it needs, and no others.',
  WIRE_NAME: 'A wire is called like its folder.',
  ROLE_UNKNOWN: 'A role is played by a push that exists, from the right side, not internal.',
  REGISTRATION_UNRESOLVED: 'The pointers of `registration` find members of the register message.',
} as const;

/** The id of a rule. */
export type RuleId = keyof typeof RULES;

/** A rule broken at one place. */
export interface Violation {
  /** Path below the schemas folder. */
  readonly file: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
  readonly rule: RuleId;
  /** What was expected, and what is there. */
  readonly message: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** A violation as one line: `file#/json/pointer RULE_ID message`. */
export const printViolation = ({ file, pointer, rule, message, line }: Violation): string =>
  `${file}#${pointer} ${rule} ${message} (line ${line})`;
