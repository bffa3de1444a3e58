import { step } from '@jackfield/plugin-kit/json';
import { ts } from 'ts-morph';
import { CodegenError } from '../errors.js';
import { HELPERS, LISTS_OF_VALUES } from './keywords.js';
import { mergeChecks } from './merge-checks.js';
import { shareIssues } from './share-issues.js';
import { value as sourceOf } from './source.js';

interface Named {
  readonly str: string;
  readonly value?: { readonly ref: unknown; readonly code?: unknown };
}

/** The source of a compiled schema, as Ajv keeps it. */
export interface ValidatorSource {
  readonly validateName: Named;
  readonly validateCode: string;
  readonly scopeValues: Readonly<Record<string, ReadonlySet<Named>>>;
}

export interface CompactOptions {
  /** The final name of the function. */
  readonly name: string;
  /** Module constants by their names, filled as functions need them. */
  readonly constants: Map<string, string>;
}

/** The parameter of each keyword's error that contains the expected value. */
const LIMITS = ['type', 'missingProperty', 'allowedValues', 'allowedValue', 'limit', 'pattern'];

/** Ajv's keyword for a schema that allows no value, which is `{ "not": {} }` as well. */
const NO_VALUE = 'false schema';

const LENGTH = 'const lengthOf = (text) => [...text].length;';

const OWN =
  'const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);';

const literal = (value: unknown): string => JSON.stringify(value);

/** Whether every object inherits a member of this name. */
const isInherited = (name: string): boolean => name in Object.prototype;

/**
 * Strings that the rewriting of the code can contain as they are. All others are set aside: a text of a
 * schema may look like code.
 */
const isSafeText = (text: string): boolean =>
  /^(?:[/\w]*|~[01])$/.test(text) && !text.includes('rrors');

/** The expressions that stand for a validated value. */
const DATA = /^data\d*$/;

const SET_ASIDE = /"@(\d+)@"/g;

/**
 * Rewrites a function that Ajv printed, so that it needs no options object and no schema at run
 * time, and one line instead of seven for each error.
 *
 * Every page loads this code: the rewrite reduces it to a third. It depends on the output of the
 * pinned version of Ajv; tests compare the result with plain Ajv, issue by issue.
 */
export const compactValidator = (source: ValidatorSource, options: CompactOptions): string => {
  const text = source.validateCode;
  const file = ts.createSourceFile(
    'validator.js',
    text,
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.JS,
  );
  const values = new Map<string, Named>();
  for (const names of Object.values(source.scopeValues)) {
    for (const name of names) values.set(name.str, name);
  }

  const texts: string[] = [];

  /** A string as source text, or its place in `texts`. */
  const quoted = (content: string): string =>
    isSafeText(content) ? literal(content) : `"@${texts.push(literal(content)) - 1}@"`;

  /** The text of a node with everything inside it rewritten. */
  const print = (node: ts.Node): string => {
    const own = rewrite(node);
    if (own !== undefined) return own;
    let result = '';
    let done = node.getStart(file);
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (let index = 0; index < children.length; index += 1) {
      const child = children[index] as ts.Node;
      const error = errorOf(child);
      result += text.slice(done, child.getStart(file));
      if (error === undefined) {
        result += print(child);
        done = child.end;
      } else {
        // The declaration of an error, and the statement that adds it.
        result += error;
        index += 1;
        done = (children[index] as ts.Node).end;
      }
    }
    return result + text.slice(done, node.end);
  };

  const valueOf = (object: ts.ObjectLiteralExpression, name: string): ts.Node | undefined => {
    const found = object.properties.find((property) => property.name?.getText(file) === name);
    if (found === undefined) return undefined;
    return ts.isPropertyAssignment(found) ? found.initializer : found.name;
  };

  const member = (object: ts.ObjectLiteralExpression, name: string): string | undefined => {
    const found = valueOf(object, name);
    return found && print(found);
  };

  const errorOf = (node: ts.Node): string | undefined => {
    if (!ts.isVariableStatement(node)) return undefined;
    const [declaration] = node.declarationList.declarations;
    const error = declaration?.initializer;
    if (error === undefined || !ts.isObjectLiteralExpression(error)) return undefined;
    const params = error.properties.find((property) => property.name?.getText(file) === 'params');
    if (params === undefined || !ts.isPropertyAssignment(params)) return undefined;
    const given = params.initializer as ts.ObjectLiteralExpression;
    const limit = LIMITS.map((name) => member(given, name)).find((found) => found !== undefined);
    const rest = limit === undefined ? '' : `, ${limit}`;
    // Keywords of keywords.ts may report another one, or a member.
    const keyword = valueOf(given, 'keyword') ?? valueOf(error, 'keyword');
    if (keyword === undefined) return undefined;
    const isNoValue = ts.isStringLiteral(keyword) && keyword.text === NO_VALUE;
    const pointer = joined(member(error, 'instancePath') as string, valueOf(given, 'member'));
    return `vErrors = issue(vErrors, ${pointer}, ${isNoValue ? '"not"' : print(keyword)}${rest});`;
  };

  /** The pointer of a member: a known one, or one that a variable names. */
  const joined = (path: string, name: ts.Node | undefined): string => {
    if (name === undefined) return path;
    if (!ts.isStringLiteralLike(name)) return `${path}+"/"+step(${print(name)})`;
    const last = quoted(step('', name.text));
    const isShort = /\w"$/.test(path) && !last.includes('@');
    return isShort ? path.slice(0, -1) + last.slice(1) : `${path}+${last}`;
  };

  const rewrite = (node: ts.Node): string | undefined => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && node.body !== undefined) {
      return `function ${print(node.name)}(data, path = "") ${print(node.body)}`;
    }
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const name = memberOf(node);
      const found = constantOf(node);
      if (found !== undefined) {
        return LISTS_OF_VALUES.has(name as string) ? listed(found.value) : printed(found.value);
      }
      const object = print(node.expression);
      if (name !== undefined && DATA.test(object)) {
        if (isInherited(name)) {
          options.constants.set('own', OWN);
          return `own(${object}, ${literal(name)})`;
        }
        if (!isSafeText(name)) return `${object}[${quoted(name)}]`;
      }
      return ts.isPropertyAccessExpression(node) ? `${object}.${node.name.text}` : undefined;
    }
    if (ts.isForInStatement(node)) {
      const names = `Object.keys(${print(node.expression)})`;
      return `for(${print(node.initializer)} of ${names})${print(node.statement)}`;
    }
    if (ts.isStringLiteralLike(node)) return quoted(node.text);
    if (!ts.isIdentifier(node)) return undefined;
    if (node.text === 'instancePath') return 'path';
    if (node.text === source.validateName.str) return options.name;
    const value = values.get(node.text)?.value;
    const helper = HELPERS.get(node.text);
    if (helper !== undefined) options.constants.set(node.text, helper);
    if (value === undefined) return undefined;
    const code = String(value.code);
    // The only function that Ajv would load at run time; it counts code points.
    if (code.includes('ucs2length')) {
      options.constants.set('lengthOf', LENGTH);
      return 'lengthOf';
    }
    if (!code.startsWith('new RegExp(')) {
      throw new CodegenError('VALIDATOR_NOT_STANDALONE', `A validator needs ${code} at run time.`);
    }
    // Bundlers would keep a call of which they do not know that it changes nothing.
    options.constants.set(node.text, `const ${node.text} = /* @__PURE__ */ ${code};`);
    return node.text;
  };

  /** The name of the member that an expression reads, if it is known. */
  const memberOf = (
    node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  ): string | undefined => {
    if (ts.isPropertyAccessExpression(node)) return node.name.text;
    const index = node.argumentExpression;
    return ts.isStringLiteralLike(index) ? index.text : undefined;
  };

  /** A value of a schema as source text. */
  const printed = (value: unknown): string =>
    Array.isArray(value)
      ? `[${value.map(printed).join(',')}]`
      : typeof value === 'string'
        ? quoted(value)
        : literal(value);

  /** The name of the constant with a long list of values. */
  const listed = (list: unknown): string => {
    const { constants } = options;
    const text = sourceOf(list);
    const known = [...constants].find(([, code]) => code.endsWith(` = ${text};`));
    const name = known?.[0] ?? `values${constants.size}`;
    constants.set(name, `const ${name} = ${text};`);
    return name;
  };

  /** Resolves a path into a schema constant: `schema16.properties.state.enum`. */
  const constantOf = (node: ts.Node): { readonly value: unknown } | undefined => {
    if (ts.isIdentifier(node)) {
      const named = node.text.startsWith('schema') ? values.get(node.text) : undefined;
      return named?.value === undefined ? undefined : { value: named.value.ref };
    }
    const inner = (object: ts.Node, name: string): { readonly value: unknown } | undefined => {
      const found = constantOf(object);
      const members = found?.value as Record<string, unknown> | undefined;
      return members && Object.hasOwn(members, name) ? { value: members[name] } : undefined;
    };
    if (ts.isPropertyAccessExpression(node)) return inner(node.expression, node.name.text);
    if (!ts.isElementAccessExpression(node)) return undefined;
    const { argumentExpression: index } = node;
    const constant = ts.isStringLiteralLike(index) || ts.isNumericLiteral(index);
    return constant ? inner(node.expression, index.text) : undefined;
  };

  return shareIssues(mergeChecks(print(file))).replace(
    SET_ASIDE,
    (_place, index: string) => texts[Number(index)] as string,
  );
};
