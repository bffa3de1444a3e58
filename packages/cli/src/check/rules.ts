/** One rule of `jackfield check`. */
export interface Rule {
  /** An error fails the check; a warning does too with `--strict`. */
  readonly severity: 'error' | 'warning';
  /** What holds for a plugin that keeps it. */
  readonly promise: string;
  /** Why it matters. */
  readonly why: string;
  /** How to mend what breaks it. */
  readonly mend: string;
}

/** Every rule of `jackfield check`, by its stable id. */
export const RULES = {
  PLUGIN_MISSING: {
    severity: 'error',
    promise: 'The main entry of a plugin package exports a plugin, or a function that returns one.',
    why: 'A page installs a plugin by what its package exports; there is nothing to install.',
    mend: "Export what `definePlugin` of `@jackfield/core` returns, or a function that returns it, from the file that `exports['.']` leads to.",
  },
  PLUGIN_SEVERAL: {
    severity: 'error',
    promise: 'A package exports one plugin, or its manifest says which of several it is.',
    why: 'Whoever installs the package by its name gets one plugin, and nobody can guess which.',
    mend: 'Export one, move the others to packages of their own, or name the one under `jackfield.plugin.export` in package.json.',
  },
  PLUGIN_UNEXPORTED: {
    severity: 'warning',
    promise: 'Every plugin that is defined can be reached by an export.',
    why: 'What this plugin handles is declared, but no page can ever add it to a host.',
    mend: 'Export it from the main entry by itself, not in a list or a class, or delete it.',
  },
  FACTORY_UNSUITABLE: {
    severity: 'error',
    promise:
      'A function that makes a plugin takes one object of options at most, and returns the plugin itself.',
    why: '`createHost` takes plugins, not promises of them, and generated code calls the function with one object.',
    mend: 'Do what must be awaited in `setup` or in the handlers, and gather all parameters in one object.',
  },
  SOURCE_MISSING: {
    severity: 'error',
    promise: 'The source of the main entry is in the package.',
    why: 'Only built code was found, which is not read: what the plugin declares cannot be verified.',
    mend: 'Run the check where the source is, and name it by a condition of `exports` such as `"source": "./src/index.ts"`, before all others.',
  },
  SOURCE_FAULTY: {
    severity: 'error',
    promise: 'Every file that the main entry needs can be parsed.',
    why: 'What stands in a file that is no valid program is anyone’s guess.',
    mend: 'Correct the syntax at the place that is named.',
  },
  DECLARATION_UNREADABLE: {
    severity: 'error',
    promise: 'What `definePlugin` is given can be read from the source, without running it.',
    why: 'The manifest says what a plugin handles before it is loaded. What is put together at run time cannot be in it.',
    mend: 'Write `requests` and `pushes` as object literals, or as constants of this package that are.',
  },
  NAME_COMPUTED: {
    severity: 'error',
    promise: 'The name of a message is a constant.',
    why: 'A name that is built at run time defeats the declaration: neither the types nor the manifest know it, and a wrong one fails in the page only.',
    mend: 'Write the name out, a handler for each message; they may share one function.',
  },
  MESSAGE_UNKNOWN: {
    severity: 'error',
    promise: 'A message that is handled is one of the protocol.',
    why: '`definePlugin` throws `UNKNOWN_MESSAGE`, so that the page has no plugin at all.',
    mend: 'Use a name of the protocol reference; letter case counts.',
  },
  MESSAGE_MISPLACED: {
    severity: 'error',
    promise:
      'Requests stand under `requests` and `invalid`, pushes under `pushes`, and all are sent by the widget.',
    why: '`definePlugin` throws `UNKNOWN_MESSAGE`: it looks for requests among requests, and for pushes among pushes.',
    mend: 'Move the handler to the group that is named; what the page itself sends goes through `host.send`.',
  },
  MESSAGE_INTERNAL: {
    severity: 'error',
    promise: 'No plugin handles what the widget and its adapter script say to each other.',
    why: 'Such messages are not delivered to plugins, and change without notice.',
    mend: 'Use a message that is not marked as internal in the protocol reference.',
  },
  MESSAGE_DECLARED_ONLY: {
    severity: 'error',
    promise: 'No plugin handles a message that the widget only declares.',
    why: 'No version of the widget is known to send it, so it has no validator and is never delivered.',
    mend: 'Use another message, or bring a transcript in which it is sent.',
  },
  MESSAGE_DEPRECATED: {
    severity: 'warning',
    promise: 'No plugin handles a deprecated message.',
    why: 'It goes away with a later version of the protocol.',
    mend: 'Use what the schema names in its place.',
  },
  HANDLER_OVERRIDDEN: {
    severity: 'error',
    promise: 'No handler is replaced by a later one of the same name.',
    why: 'Only the last of several members of one name is there at run time; the one before it is never called.',
    mend: 'Delete one of them, or call both from one handler.',
  },
  HANDLER_ABSENT: {
    severity: 'error',
    promise: 'What stands under the name of a message is a function.',
    why: '`undefined` is never called, and anything else makes `definePlugin` throw `BAD_PLUGIN`.',
    mend: 'Give a function, or delete the member.',
  },
  HANDLER_CONDITIONAL: {
    severity: 'warning',
    promise: 'A plugin handles the same messages whatever its options are.',
    why: 'The manifest names everything that the plugin may handle. Where a condition decides, it promises more than the page gets.',
    mend: 'Handle it always and decide within the handler, or make two plugins of it.',
  },
  HANDLER_ANY: {
    severity: 'error',
    promise: 'The types of handlers are the generated ones, nowhere `any`.',
    why: '`any` switches off the checks that find a misspelt or missing member, also those that a later version of the protocol would need.',
    mend: 'Leave the annotation out, since the types follow from the name of the message, or write the type that `@jackfield/core` exports.',
  },
  SIGNAL_IGNORED: {
    severity: 'warning',
    promise: 'A handler of a request gives its signal to what it fetches.',
    why: 'At the deadline the widget is answered without this handler, while its request to the server goes on for nobody.',
    mend: 'Take the signal from the second parameter and pass it on: `fetch(url, { signal })`.',
  },
  WIRE_UNKNOWN: {
    severity: 'error',
    promise: 'The schemas of the protocol that `definePlugin` is given are there.',
    why: 'Without them neither names nor capabilities can be verified.',
    mend: 'Keep the schemas in a folder `schemas` of the package, or name it with `--schemas` and `--wire`.',
  },
  MANIFEST_MISSING: {
    severity: 'error',
    promise: 'package.json has the manifest, `jackfield`.',
    why: 'Without it the plugin is not found by `jackfield list`, and not installed by its name.',
    mend: 'Run `jackfield check --write`.',
  },
  MANIFEST_STALE: {
    severity: 'error',
    promise: 'The manifest says what the source says.',
    why: 'Whoever reads the manifest is told of capabilities that the plugin does not have, or not told of some.',
    mend: 'Run `jackfield check --write`.',
  },
  MANIFEST_INVALID: {
    severity: 'error',
    promise: 'The members of the manifest have the shapes that they must have.',
    why: 'A manifest that cannot be read makes the plugin one that is not there.',
    mend: 'Run `jackfield check --write`; `dev` and `maxSize` are by your hand: correct them.',
  },
  CORE_PEER_MISSING: {
    severity: 'error',
    promise: '`@jackfield/core` is a peer dependency.',
    why: 'The page has one core, which the plugin shares; without a range nobody notices that they do not fit.',
    mend: 'Add it to `peerDependencies`, with the range that the plugin was tested with, such as `^0.1.0`.',
  },
  CORE_BUNDLED: {
    severity: 'error',
    promise: '`@jackfield/core` is not among the dependencies.',
    why: 'As a dependency it may be installed a second time, so that the page loads it twice, and in two versions.',
    mend: 'Move it from `dependencies` to `peerDependencies`, and to `devDependencies` for your own tests.',
  },
  CORE_RANGE: {
    severity: 'error',
    promise:
      'The range of `@jackfield/core` is one that can be read, and the installed version is in it.',
    why: 'The plugin is built and tested with a core that it says it does not fit.',
    mend: 'Correct the range, or install a core that is in it.',
  },
  CORE_RANGE_WIDE: {
    severity: 'warning',
    promise: 'The range of `@jackfield/core` ends before the next breaking version.',
    why: 'The package says that it fits versions that nobody has seen yet.',
    mend: 'Write a range with a caret, such as `^0.1.0`.',
  },
  BUNDLE_FAILED: {
    severity: 'error',
    promise: 'The main entry can be bundled for a browser.',
    why: 'A plugin runs in a page: what a bundler cannot resolve, and what only Node has, is not there.',
    mend: 'Install what is missing, list it among `dependencies`, and leave modules of Node to build scripts.',
  },
  BUNDLE_EVAL: {
    severity: 'error',
    promise: 'Nothing in the bundle makes code of text.',
    why: "A page whose Content-Security-Policy is `script-src 'self'` throws at `eval`, `new Function` and timers that are given text.",
    mend: 'Call functions instead of text; take another dependency, or its build for strict policies, where it is not yours.',
  },
  BUNDLE_HTML: {
    severity: 'error',
    promise: 'Nothing in the bundle makes elements of text.',
    why: 'A name or a number of a caller that becomes HTML is a script of whoever calls.',
    mend: 'Make elements with `createElement`, and set text with `textContent`.',
  },
  BUNDLE_INLINE: {
    severity: 'error',
    promise: 'Nothing in the bundle adds inline styles or scripts, or makes workers of text.',
    why: "Under `script-src 'self'; style-src 'self'` they are blocked, in silence but for a line in the console.",
    mend: 'Use constructable stylesheets or `element.style.…`, and a worker in a file of its own.',
  },
  BUNDLE_SIZE: {
    severity: 'error',
    promise: 'The bundle, minified and gzipped without core, is within its limit.',
    why: 'Every agent’s page loads it before the phone works.',
    mend: 'Look at the largest inputs that are named; if the size is wanted, say so by `jackfield.maxSize` in package.json, in bytes.',
  },
} as const;

/** The id of a rule of `jackfield check`. */
export type RuleId = keyof typeof RULES;
