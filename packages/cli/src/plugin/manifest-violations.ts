import { isObject, show } from '@jackfield/plugin-kit/json';

/** A member of a manifest that has another shape than it must have. */
export interface ManifestViolation {
  /** JSON pointer into the manifest. */
  readonly pointer: string;
  readonly expected: string;
  readonly found: string;
}

type Check = readonly [expected: string, holds: (value: unknown) => boolean];

/** Printable: what others wrote is shown in a terminal. */
const isText = (value: unknown): boolean => typeof value === 'string' && /^[^\p{C}]+$/u.test(value);

const NAMES: Check = ['a list of names', (value) => Array.isArray(value) && value.every(isText)];
const TEXT: Check = ['a text', isText];

/** As schemas/meta/wire.schema.json has it. It is written into generated code. */
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
    'a list of names of wires',
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

const violationsIn = (
  value: Readonly<Record<string, unknown>>,
  members: Readonly<Record<string, Check>>,
  at: string,
): readonly ManifestViolation[] =>
  Object.entries(members).flatMap(([name, [expected, holds]]) =>
    holds(value[name]) ? [] : [{ pointer: `${at}/${name}`, expected, found: show(value[name]) }],
  );

/** Every member of a manifest whose shape is wrong. Members that are not known are let be. */
export const manifestViolations = (manifest: unknown): readonly ManifestViolation[] => {
  if (!isObject(manifest)) {
    return [{ pointer: '', expected: 'an object', found: show(manifest) }];
  }
  const plugin = manifest['plugin'];
  return [
    ...(isObject(plugin)
      ? violationsIn(plugin, PLUGIN_MEMBERS, '/plugin')
      : [{ pointer: '/plugin', expected: 'an object', found: show(plugin) }]),
    ...violationsIn(manifest, MEMBERS, ''),
  ];
};
