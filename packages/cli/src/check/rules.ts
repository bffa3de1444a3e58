/** One rule of `jackfield check`. */
export interface Rule {
  /** An error fails the check; a warning does too with `--strict`. */
  readonly severity: 'error' | 'warning';
  /** What is true for a plugin that follows it. */
  readonly promise: string;
  /** Why it matters. */
  readonly why: string;
  /** How to fix a violation. */
  readonly fix: string;
}

/** Every rule of `jackfield check`, by its stable id. */
export const RULES = {
  PLUGIN_MISSING: {
    severity: 'error',
    promise: 'The main entry of a plugin package exports a plugin, or a function that returns one.',
    why: 'A page installs the plugin that the package exports. This package exports none.',
    fix: "Export the result of `definePlugin` of `@jackfield/core` or `@jackfield/ringex`, or a function that returns it, from the file that `exports['.']` names.",
  },
  PLUGIN_SEVERAL: {
    severity: 'error',
    promise: 'A package exports one plugin, or its manifest names one of several.',
    why: 'Installing the package by its name adds one plugin, and it is undefined which one.',
    fix: 'Export one, move the others to their own packages, or name one in `jackfield.plugin.export` of package.json.',
  },
  PLUGIN_UNEXPORTED: {
    severity: 'warning',
    promise: 'The main entry exports every plugin that the package defines.',
    why: 'The plugin is defined, but no page can add it to a host.',
    fix: 'Export it directly from the main entry, not inside a list or a class, or delete it.',
  },
  FACTORY_UNSUITABLE: {
    severity: 'error',
    promise:
      'A plugin factory takes at most one options object, and returns the plugin, not a promise.',
    why: '`createHost` takes plugins, not promises, and generated code calls the factory with one object.',
    fix: 'Move asynchronous work to `setup` or the handlers, and combine all parameters in one object.',
  },
  SOURCE_MISSING: {
    severity: 'error',
    promise: 'The source of the main entry is in the package.',
    why: 'The package has only built code, which the check does not read, so it cannot verify the declaration.',
    fix: 'Run the check where the source is, and name the source in `exports` by a first condition such as `"source": "./src/index.ts"`.',
  },
  SOURCE_INVALID: {
    severity: 'error',
    promise: 'Every file that the main entry imports can be parsed.',
    why: 'A file with syntax errors cannot be analysed.',
    fix: 'Correct the syntax error at the reported place.',
  },
  DECLARATION_UNREADABLE: {
    severity: 'error',
    promise: 'The argument of `definePlugin` can be read from the source, without running it.',
    why: 'The manifest lists what a plugin handles before it is loaded. It cannot list what is built at run time.',
    fix: 'Write `requests` and `pushes` as object literals, or as constants of this package that are object literals.',
  },
  NAME_COMPUTED: {
    severity: 'error',
    promise: 'Message names are constants.',
    why: 'Types and manifest do not know a name that is built at run time, and a wrong name fails only in the page.',
    fix: 'Write one handler for each message, with a constant name; handlers may share one function.',
  },
  MESSAGE_UNKNOWN: {
    severity: 'error',
    promise: 'Every handled message is defined in the protocol.',
    why: '`definePlugin` throws `UNKNOWN_MESSAGE`, and the page does not get the plugin.',
    fix: 'Use a name from the protocol reference. Names are case-sensitive.',
  },
  MESSAGE_MISPLACED: {
    severity: 'error',
    promise:
      'Requests are in `requests` and `invalid`, pushes in `pushes`, and the widget sends all of them.',
    why: '`definePlugin` throws `UNKNOWN_MESSAGE` for a request in `pushes`, a push in `requests`, and a message of the page.',
    fix: 'Move the handler to the reported group. The page sends its own messages with `host.send`.',
  },
  MESSAGE_INTERNAL: {
    severity: 'error',
    promise: 'No plugin handles messages between the widget and its adapter script.',
    why: 'Internal messages are not delivered to plugins, and change without notice.',
    fix: 'Use a message that is not marked as internal in the protocol reference.',
  },
  MESSAGE_DECLARED_ONLY: {
    severity: 'error',
    promise: 'No plugin handles a message that the widget only declares.',
    why: 'No known version of the widget sends it, so it has no validator and is never delivered.',
    fix: 'Use another message, or contribute a transcript in which the widget sends it.',
  },
  MESSAGE_NEVER_SENT: {
    severity: 'warning',
    promise: 'The widget of the plugin sends every message that the plugin handles.',
    why: 'A plugin for RingEX may declare every message of RingCX, but RingEX does not send all of them: the handler is never called.',
    fix: 'Delete the handler, or make the plugin with `definePlugin` of `@jackfield/core`: it then runs on both widgets.',
  },
  AREA_MISSING: {
    severity: 'error',
    promise: 'A plugin of `@jackfield/ringex` names the areas of the messages that it handles.',
    why: '`definePlugin` throws `UNKNOWN_MESSAGE`, and the page does not get the plugin.',
    fix: 'Pass the areas as a list, the second argument of `definePlugin`: `[callsArea, messagesArea]`.',
  },
  MESSAGE_DEPRECATED: {
    severity: 'warning',
    promise: 'No plugin handles a deprecated message.',
    why: 'A later version of the protocol removes it.',
    fix: 'Use the replacement that the schema names.',
  },
  HANDLER_OVERRIDDEN: {
    severity: 'error',
    promise: 'No handler is overwritten by a later one of the same name.',
    why: 'Of several members with one name, only the last exists at run time; the others are never called.',
    fix: 'Delete one of them, or call both from one handler.',
  },
  HANDLER_ABSENT: {
    severity: 'error',
    promise: 'Every handler is a function.',
    why: '`undefined` is never called, and anything else makes `definePlugin` throw `BAD_PLUGIN`.',
    fix: 'Write a function, or delete the member.',
  },
  HANDLER_CONDITIONAL: {
    severity: 'warning',
    promise: 'A plugin handles the same messages with all options.',
    why: 'The manifest lists every message that the plugin may handle. With a condition, the page may get less than it lists.',
    fix: 'Always declare the handler and decide inside it, or split the plugin in two.',
  },
  HANDLER_ANY: {
    severity: 'error',
    promise: 'Handlers have the generated types, never `any`.',
    why: '`any` disables the checks that find a misspelt or missing member, now and after an update of the protocol.',
    fix: 'Delete the annotation, since the types follow from the message name, or use the type that `@jackfield/core` exports.',
  },
  SIGNAL_IGNORED: {
    severity: 'warning',
    promise: 'A request handler passes its signal to `fetch`.',
    why: 'At the deadline the host answers the widget without this handler, but its request to the server continues for no purpose.',
    fix: 'Take the signal from the second parameter and pass it on: `fetch(url, { signal })`.',
  },
  PROMISE_FLOATING: {
    severity: 'error',
    promise: 'No statement of the package drops a promise.',
    why: 'The answer says that a log is saved while it is still being saved: an error is lost, and the work goes on after the deadline.',
    fix: 'Write `await` or `return` before it, and `Promise.all` around several. If nobody needs to wait, handle its error, `work().catch(report)`, or write `void`.',
  },
  WIRE_UNKNOWN: {
    severity: 'error',
    promise: 'The schemas of the protocol passed to `definePlugin` are available.',
    why: 'Without the schemas, names and capabilities cannot be verified.',
    fix: 'Keep the schemas in a folder `schemas` of the package, or name the folder with `--schemas`.',
  },
  MANIFEST_MISSING: {
    severity: 'error',
    promise: 'package.json contains the manifest, `jackfield`.',
    why: 'Without a manifest, `jackfield list` does not find the plugin, and it cannot be installed by its name.',
    fix: 'Run `jackfield check --write`.',
  },
  MANIFEST_STALE: {
    severity: 'error',
    promise: 'The manifest matches the source.',
    why: 'Readers of a stale manifest see messages or capabilities that the plugin does not have, or miss some.',
    fix: 'Run `jackfield check --write`.',
  },
  MANIFEST_INVALID: {
    severity: 'error',
    promise: 'The members of the manifest are valid.',
    why: 'A plugin with an invalid manifest is not listed and not installed.',
    fix: 'Run `jackfield check --write`. Correct `dev` and `maxSize` yourself: they are written by hand.',
  },
  PEER_MISSING: {
    severity: 'error',
    promise:
      '`@jackfield/core` is a peer dependency, and `@jackfield/ringex` where it is imported.',
    why: 'The plugin shares them with the page. Without a range, no tool reports that their versions do not match.',
    fix: 'Add it to `peerDependencies` with the range that you tested, such as `^0.1.0`.',
  },
  PEER_BUNDLED: {
    severity: 'error',
    promise: 'Neither `@jackfield/core` nor `@jackfield/ringex` is among the dependencies.',
    why: 'A dependency may be installed a second time, and then the page loads two copies, perhaps of two versions.',
    fix: 'Move it from `dependencies` to `peerDependencies`, and to `devDependencies` for your own tests.',
  },
  PEER_RANGE: {
    severity: 'error',
    promise:
      'The ranges of `@jackfield/core` and `@jackfield/ringex` are valid semver ranges that include the installed versions.',
    why: 'The plugin is built and tested with a version that its own range excludes.',
    fix: 'Correct the range, or install a version that is in it.',
  },
  PEER_RANGE_WIDE: {
    severity: 'warning',
    promise:
      'The ranges of `@jackfield/core` and `@jackfield/ringex` end before the next breaking version.',
    why: 'The range includes future versions, which may break the plugin.',
    fix: 'Use a caret range, such as `^0.1.0`.',
  },
  BUNDLE_FAILED: {
    severity: 'error',
    promise: 'The main entry can be bundled for a browser.',
    why: 'A plugin runs in a page. Modules that a bundler cannot resolve, and modules of Node, do not exist there.',
    fix: 'Install missing packages, list them in `dependencies`, and use modules of Node only in build scripts.',
  },
  BUNDLE_EVAL: {
    severity: 'error',
    promise: 'The bundle does not create code from strings.',
    why: "Under the Content-Security-Policy `script-src 'self'`, `eval`, `new Function` and timers with a string throw.",
    fix: 'Use functions instead of strings. If a dependency does it, use its build for strict policies, or another dependency.',
  },
  BUNDLE_HTML: {
    severity: 'error',
    promise: 'The bundle does not create elements from strings.',
    why: 'Callers choose their name: if it becomes HTML, a caller can run scripts in the page of the agent.',
    fix: 'Create elements with `createElement`, and set text with `textContent`.',
  },
  BUNDLE_INLINE: {
    severity: 'error',
    promise: 'The bundle does not add inline styles or scripts, or create workers from strings.',
    why: "The policy `script-src 'self'; style-src 'self'` blocks them, and only a line in the console shows it.",
    fix: 'Use constructable stylesheets or `element.style.…`, and workers in their own files.',
  },
  BUNDLE_SIZE: {
    severity: 'error',
    promise: 'The bundle, minified and gzipped without core, is within its size limit.',
    why: 'The page of every agent loads it before the phone works.',
    fix: 'Reduce the largest inputs that are listed, or raise the limit with `jackfield.maxSize` in package.json, in bytes.',
  },
} as const;

/** The id of a rule of `jackfield check`. */
export type RuleId = keyof typeof RULES;
