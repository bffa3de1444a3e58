/** What npm says of new names (validate-npm-package-name), and that a folder can be called so. */
const NAME = /^(?:@([a-z0-9-][a-z0-9._~-]*)\/)?([a-z0-9][a-z0-9._~-]*)$/;
const LONGEST = 214;
const TAKEN = new Set(['node_modules', 'favicon.ico']);

/** What is wrong with the name of a package; `undefined` if nothing is. */
export const issueOfName = (name: string): string | undefined => {
  if (name === '') return 'A name is needed, such as acme-leads or @acme/leads.';
  if (name.length > LONGEST) return `The name has ${name.length} letters; npm takes ${LONGEST}.`;
  const bare = NAME.exec(name)?.[2];
  if (bare === undefined) {
    return `${name} is no name for a package: expected lower-case letters, digits, - . _ ~, as in acme-leads or @acme/leads.`;
  }
  return TAKEN.has(bare) ? `npm keeps the name ${bare} for itself.` : undefined;
};

/** The name without its scope: of the plugin in a host, and of the folder. */
export const bareName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const wordsOf = (name: string): readonly string[] =>
  bareName(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The name for people: `Acme Leads`. */
export const titleOf = (name: string): string => wordsOf(name).map(capital).join(' ');

/** Words of the language, and names that the files of a plugin use for something else. */
const NOT_FREE = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new
  null package private protected public return static super switch this throw true try typeof
  undefined var void while with yield
  call contacts crm expect host key logs plugin plugins result shown start test widget`.split(
    /\s+/,
  ),
);

const USED = /^(create(Host|Widget)|(define|test)Plugin|memoryCrm|onTestFinished|examples)$/;

/** The name of the function that makes the plugin: `acmeLeads`. */
export const factoryOf = (name: string): string => {
  const [first = '', ...rest] = wordsOf(name);
  const camel = first + rest.map(capital).join('');
  if (/^\d/.test(camel)) return `plugin${camel}`;
  return NOT_FREE.has(camel) || USED.test(camel) ? `${camel}Plugin` : camel;
};
