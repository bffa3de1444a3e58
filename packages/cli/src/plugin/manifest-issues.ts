import { isObject, show } from '@jackfield/plugin-kit/json';

/** An invalid member of a manifest. */
export interface ManifestIssue {
  /** JSON pointer into the manifest. */
  readonly pointer: string;
  readonly expected: string;
  readonly received: string;
}

type Check = readonly [expected: string, holds: (value: unknown) => boolean];

/** Whether a value is printable text: other people's manifests are printed in a terminal. */
const isText = (value: unknown): boolean => typeof value === 'string' && /^[^\p{C}]+$/u.test(value);

const NAMES: Check = ['a list of names', (value) => Array.isArray(value) && value.every(isText)];
const TEXT: Check = ['a string', isText];

/** The pattern of schemas/meta/wire.schema.json. The name is written into generated code. */
const WIRE = /^[a-z][a-z0-9-]*$/;

const optional = ([expected, holds]: Check): Check => [
  expected,
  (value) => value === undefined || holds(value),
];

const EXPORT = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

const MEMBERS: Readonly<Record<string, Check>> = {
  requests: NAMES,
  pushes: NAMES,
  capabilities: NAMES,
  wire: [
    'a list of wire names',
    (value) => Array.isArray(value) && value.every((each) => isText(each) && WIRE.test(each)),
  ],
  core: TEXT,
  dev: optional(TEXT),
  maxSize: optional([
    'a number of bytes',
    (value) => typeof value === 'number' && Number.isInteger(value) && value > 0,
  ]),
};

const PLUGIN_MEMBERS: Readonly<Record<string, Check>> = {
  // It is written into generated code.
  export: ['the name of an export', (value) => isText(value) && EXPORT.test(value as string)],
  kind: ["'value' or 'factory'", (value) => value === 'value' || value === 'factory'],
  takesOptions: optional(['false', (value) => value === false]),
  needsOptions: optional(['true or false', (value) => typeof value === 'boolean']),
};

const issuesIn = (
  value: Readonly<Record<string, unknown>>,
  members: Readonly<Record<string, Check>>,
  at: string,
): readonly ManifestIssue[] =>
  Object.entries(members).flatMap(([name, [expected, holds]]) =>
    holds(value[name]) ? [] : [{ pointer: `${at}/${name}`, expected, received: show(value[name]) }],
  );

/** Returns the invalid members of a manifest. Unknown members are allowed. */
export const manifestIssues = (manifest: unknown): readonly ManifestIssue[] => {
  if (!isObject(manifest)) {
    return [{ pointer: '', expected: 'an object', received: show(manifest) }];
  }
  const plugin = manifest['plugin'];
  return [
    ...(isObject(plugin)
      ? issuesIn(plugin, PLUGIN_MEMBERS, '/plugin')
      : [{ pointer: '/plugin', expected: 'an object', received: show(plugin) }]),
    ...issuesIn(manifest, MEMBERS, ''),
  ];
};
