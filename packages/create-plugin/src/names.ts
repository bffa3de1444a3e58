import { isBuiltin } from 'node:module';
import { tools } from './generated/catalogue.js';

/** The rules of npm for new names (validate-npm-package-name), restricted to valid folder names. */
const NAME = /^(?:@([a-z0-9-][a-z0-9._~-]*)\/)?([a-z0-9][a-z0-9._~-]*)$/;
const LONGEST = 214;
const TAKEN = new Set(['node_modules', 'favicon.ico']);

/** Names of devices, which cannot be names of folders on Windows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

/** Returns why no package of an author can have this valid name. */
const takenBy = (name: string): string | undefined => {
  if (name.startsWith('@jackfield/')) return 'the scope @jackfield belongs to Jackfield itself';
  if (isBuiltin(name)) return 'it is the name of a module of Node.js';
  // npm does not install a package within a package of the same name.
  if (Object.hasOwn(tools, name)) return 'the plugin itself needs the package of that name';
  return DEVICE.test(bareName(name)) ? 'no folder can have it on Windows' : undefined;
};

/** Returns why a package name is invalid; `undefined` if it is valid. */
export const issueOfName = (name: string): string | undefined => {
  if (name === '') return 'Expected a package name, such as acme-leads or @acme/leads.';
  if (name.length > LONGEST)
    return `Expected a name of at most ${LONGEST} characters, received ${name.length}.`;
  const bare = NAME.exec(name)?.[2];
  if (bare === undefined) {
    return `${name} is not a valid package name: expected lower-case letters, digits, - . _ ~, as in acme-leads or @acme/leads.`;
  }
  if (TAKEN.has(bare)) return `npm reserves the name ${bare}.`;
  const why = takenBy(name);
  return why === undefined ? undefined : `Choose another name than ${name}: ${why}.`;
};

/** Returns the name without its scope: the name of the plugin and of the folder. */
export const bareName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const wordsOf = (name: string): readonly string[] =>
  bareName(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Returns the display name: `Acme Leads`. */
export const titleOf = (name: string): string => wordsOf(name).map(capital).join(' ');

/** Reserved words, and names that the generated files use. */
const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new
  null package private protected public return static super switch this throw true try typeof
  undefined var void while with yield
  areas call clock contacts crm expect host key logs plugin plugins protocol result service shown
  start test transport widget`.split(/\s+/),
);

const USED =
  /^(create(Host|Ringex|Widget|RingexWidget)|(define|test)Plugin|\w+Area|callLog|isCallLogError|memoryCrm|onTestFinished|examples)$/;

/** Returns the name of the plugin's factory: `acmeLeads`. */
export const factoryOf = (name: string): string => {
  const [first = '', ...rest] = wordsOf(name);
  const camel = first + rest.map(capital).join('');
  if (/^\d/.test(camel)) return `plugin${camel}`;
  return RESERVED.has(camel) || USED.test(camel) ? `${camel}Plugin` : camel;
};
