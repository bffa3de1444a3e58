import { refsOf } from '../model.js';
import type { Json } from '../json.js';
import type { Schema } from '../schema.js';
import { walkSchema } from '../walk.js';
import { expectations } from './expectations.js';

const HAS_MEMBER = `
/** Whether a body has a member, with one of these texts if there are any. */
function hasMember(body: unknown, path: readonly string[], texts?: readonly unknown[]): boolean {
  let found = body;
  for (const name of path) {
    const isOwn = typeof found === 'object' && found !== null && !Array.isArray(found) && Object.hasOwn(found, name);
    found = isOwn ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  return texts ? texts.includes(found) : found !== undefined;
}
`;

const describeFunctions = (lines: readonly string[]): string => `
function expectation({ keyword, limit }: ValidationError): string {
  if (keyword === 'required') return \`required property '\${String(limit)}'\`;
  if (keyword === 'type') return [limit].flat().join(' or ');
  if (keyword === 'enum' || keyword === 'const') return [limit].flat().map((one) => JSON.stringify(one)).join(' or ');
${lines.map((line) => `  ${line}\n`).join('')}  return limit === undefined ? keyword : \`\${keyword} \${String(limit)}\`;
}

function describe(validator: Validator<unknown>): readonly FailedKeyword[] {
  return (validator.errors ?? []).map((error) => ({
    pointer: error.pointer,
    expected: expectation(error),
    keyword: error.keyword,
  }));
}
`;

const validateBody = (statements: string): string => `
function validateBody<const Kind extends 'push' | 'request', const Name extends string, Body>(
  kind: Kind,
  name: Name,
  validator: Validator<Body>,
  body: unknown,
): Valid<Kind, Name, Body> | Invalid<Name> {
  ${statements}
}
`;

const issuesOf = (statements: string): string => `
/** Returns the issues of a value; undefined if it is valid. */
export function issuesOf(validator: Validator<unknown>, value: unknown): readonly FailedKeyword[] | undefined {
  ${statements}
}
`;

const VALIDATE_BODY = validateBody(`return validator(body)
    ? { status: 'valid', kind, name, body }
    : { status: 'invalid', kind, name, issues: describe(validator) };`);

const ISSUES_OF = issuesOf('return validator(value) ? undefined : describe(validator);');

// The same for a protocol with definitions that contain themselves: a value may be too deep for the stack.
const VALIDATE_BODY_OF_ANY_DEPTH = validateBody(`const issues = issuesOf(validator, body);
  return issues ? { status: 'invalid', kind, name, issues } : { status: 'valid', kind, name, body: body as Body };`);

const ISSUES_OF_ANY_DEPTH = issuesOf(`try {
    return validator(value) ? undefined : describe(validator);
  } catch {
    return [{ pointer: '', expected: 'a value that nests less deep', keyword: 'depth' }];
  }`);

/**
 * Whether a value may be too deep for the stack. To compare items is to go down them, whatever the
 * schema says of them.
 */
const isDeep = (schemas: readonly Schema[], recursive: ReadonlySet<string>): boolean =>
  schemas.some(
    (schema) =>
      refsOf(schema).some((title) => recursive.has(title)) ||
      [...walkSchema(schema as unknown as Json)].some(
        ([, sub]) => (sub as Schema).uniqueItems === true,
      ),
  );

interface DispatcherNeeds {
  /** What the dispatcher validates, with everything that it refers to. */
  readonly schemas: readonly Schema[];
  /** The titles of the definitions that contain themselves. */
  readonly recursive: ReadonlySet<string>;
  /** Whether the bodies of messages of one type decide which it is. */
  readonly isMatched: boolean;
  /** Whether anything has a validator. */
  readonly isGuarded: boolean;
  readonly isBodyGuarded: boolean;
  readonly isResultGuarded: boolean;
}

/** Returns the functions that a dispatcher calls, and no others: compiler options may forbid unused names. */
export const dispatcherHelpers = (needs: DispatcherNeeds): readonly string[] => {
  const isOfAnyDepth = isDeep(needs.schemas, needs.recursive);
  return [
    ...(needs.isMatched ? [HAS_MEMBER] : []),
    ...(needs.isGuarded ? [describeFunctions(expectations(needs.schemas))] : []),
    ...(needs.isBodyGuarded ? [isOfAnyDepth ? VALIDATE_BODY_OF_ANY_DEPTH : VALIDATE_BODY] : []),
    ...(isOfAnyDepth ? [ISSUES_OF_ANY_DEPTH] : needs.isResultGuarded ? [ISSUES_OF] : []),
  ];
};
