// How the command handles the files of other authors, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

export const mutations: readonly Mutation[] = [
  ...mutationsOf('packages/cli/src/schemas-at.ts', 'packages/cli/test/diff.test.ts', [
    {
      name: 'a git tree cannot write outside its folder',
      find: "path?.split('/').includes('..') !== false",
      replace: 'false',
      test: 'writes no file outside its folder for a malicious tree',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/plugin/manifest-issues.ts',
    'packages/cli/test/list/list.test.ts',
    [
      {
        name: 'a manifest cannot inject code into the module that imports the plugin',
        find: '&& EXPORT.test(value as string)',
        replace: '',
        test: 'and lists the others',
      },
      {
        name: 'a manifest cannot end a comment of the module that imports the plugin',
        find: '&& WIRE.test(each)',
        replace: '',
        test: 'and lists the others',
      },
      {
        name: 'a manifest cannot write control sequences to a terminal',
        find: '&& /^[^\\p{C}]+$/u.test(value)',
        replace: '',
        test: 'and lists the others',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/check/bundle/scan-code.ts',
    'packages/cli/test/check/bundle.long.test.ts',
    [
      {
        name: 'code made from strings is found, whatever name eval has',
        find: "named?.text === 'eval' ||",
        replace: '',
        test: 'strings that become code, with the place in the source',
      },
      {
        name: 'elements made from strings are found',
        find: "report('BUNDLE_HTML', nameNode(node.left), member);",
        replace: '',
        test: 'strings that become elements',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/check/run-violations.ts',
    'packages/cli/test/check/loaded.long.test.ts',
    [
      {
        name: 'a declaration that changes under a condition is not verified by loading it',
        find: 'if (changes.length > 0) {',
        replace: 'if (changes.length < 0) {',
        test: 'refuses it, and writes no manifest',
      },
      {
        name: 'a handler that only some options declare is not in the manifest',
        find: 'return added.concat(removed, varying);',
        replace: 'return added.concat(removed);',
        test: 'reports a handler that only some options declare, when the source does not show it',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/bin/read-plugins.js',
    'packages/cli/test/check/loaded.long.test.ts',
    [
      {
        name: 'a plugin that is checked has no network',
        find: 'Object.defineProperty(module, name, { value: refuse });',
        replace: '',
        test: 'has no function or class of a network module',
      },
      {
        name: 'a plugin that is checked has no network by the classes that Node keeps',
        find: 'exported.prototype[method] = refuse;',
        replace: '{}',
        test: 'has no network by the classes that other modules of Node keep',
      },
      {
        name: 'a plugin that is checked reaches no internal module of Node',
        find: 'process.binding = refuse;',
        replace: '',
        test: 'has no network',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/run/read-plugins.ts',
    'packages/cli/test/check/loaded.long.test.ts',
    [
      {
        name: 'a plugin that is checked writes no file and starts no process',
        find: "[permission(), '--allow-fs-read=*', ",
        replace: '[',
        test: 'writes no file and starts no process',
      },
      {
        name: 'a plugin that is checked does not see the secrets of the environment',
        find: "env: { SystemRoot: process.env['SystemRoot'] },",
        replace: '',
        test: 'has neither a page nor the environment of the command',
      },
    ],
  ),
  ...mutationsOf('packages/cli/src/list/read-sources.ts', 'packages/cli/test/list/list.test.ts', [
    {
      name: 'jackfield list loads no plugin',
      find: 'load: false',
      replace: 'load: true',
      test: 'reports a plugin whose source does not prove what it handles, and loads none',
    },
  ]),
  ...mutationsOf('packages/cli/src/dev/page-policy.ts', 'packages/cli/test/dev/serving.test.ts', [
    {
      name: 'the page of jackfield dev refuses inline scripts and eval',
      find: `"script-src 'self'"`,
      replace: `"script-src 'self' 'unsafe-inline' 'unsafe-eval'"`,
      test: 'is a page whose policy allows its own scripts, its WebSocket, and the named origins',
    },
  ]),
  ...mutationsOf('packages/cli/src/dev/vite-server.ts', 'packages/cli/test/dev/serving.test.ts', [
    {
      name: 'pages of other origins cannot read the source of a plugin',
      find: 'cors: false,',
      replace: 'cors: true,',
      test: 'is the plugin’s source, for its own page only',
    },
  ]),
  ...mutationsOf('packages/cli/src/dev/guard.ts', 'packages/cli/test/dev/serving.test.ts', [
    {
      name: 'pages of other origins get nothing from jackfield dev',
      find: '!isOwnHost(request) || isForeign(request)',
      replace: 'false',
      test: 'refuses another page, known by',
    },
    {
      name: 'a script element of another site gets nothing from jackfield dev',
      find: "site !== undefined && site !== 'same-origin' && site !== 'none'",
      replace: 'false',
      test: 'refuses another page, known by',
    },
    {
      name: 'jackfield dev opens no editor, and answers nothing else that its page does not need',
      find: 'return isFile && (await isOwnFile(path)) ? undefined : 404;',
      replace: 'return undefined;',
      test: 'refuses what the bundler answers and the page does not need',
    },
    {
      name: 'jackfield dev follows no symbolic link out of the folder',
      find: 'await realpath(named).catch(() => undefined)',
      replace: 'named',
      test: 'follows no symbolic link out of the folder, of a file or a folder',
    },
    {
      name: 'jackfield dev serves no file of another folder',
      find: 'isWithin(folder, file) &&',
      replace: '',
      test: 'serves no file by a path that leaves the folder, however it is written',
    },
    {
      name: 'jackfield dev opens a WebSocket for its own page only',
      find: '|| request.headers.origin !== pageOrigin',
      replace: '',
      test: 'opens a WebSocket for its own page only',
    },
    {
      name: 'jackfield dev opens no WebSocket under another name of the host',
      find: '!isOwnHost(request) || request.headers',
      replace: 'request.headers',
      test: 'opens a WebSocket for its own page only',
    },
  ]),
  ...mutationsOf('packages/cli/src/dev/start-dev.ts', 'packages/cli/test/dev/serving.test.ts', [
    {
      name: 'pages of other origins cannot run the source of a plugin as a script',
      find: "response.setHeader('cross-origin-resource-policy', 'same-origin');",
      replace: '',
      test: 'is the plugin’s source, for its own page only',
    },
    {
      name: 'only the page of jackfield dev may frame the widget',
      find: 'policy: widgetPolicy(pageOrigin)',
      replace: "policy: widgetPolicy('*')",
      test: 'is a widget on another origin, which only the page may frame',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/widget/check-request.ts',
    'packages/cli/test/widget/serving.test.ts',
    [
      {
        name: 'jackfield widget answers under its own name only',
        find: 'hosts[0] === host && ',
        replace: '',
        test: 'refuses a request of another name',
      },
      {
        name: 'jackfield widget refuses a request that names two hosts',
        find: 'hosts.length === 1 && ',
        replace: '',
        test: 'refuses a request of two names, its own first',
      },
      {
        name: 'jackfield widget refuses a request as for a proxy',
        find: " && url?.startsWith('/') === true",
        replace: '',
        test: 'refuses a request of another name in the address, as for a proxy',
      },
      {
        name: 'jackfield widget takes messages and commands of no other site',
        find: "if (site !== undefined && site !== 'same-origin') return false;",
        replace: '',
        test: 'takes messages of its own page only',
      },
      {
        name: 'jackfield widget takes messages and commands of no other origin',
        find: 'headers.origin === origin || (headers.origin === undefined',
        replace: 'true || (headers.origin === undefined',
        test: 'performs no command of another origin, even with its token',
      },
      {
        name: 'jackfield widget takes messages without an origin from nobody',
        find: " && method === 'GET'",
        replace: '',
        test: 'takes messages of its own page only',
      },
      {
        name: 'the control panel gives its token to no page of another site',
        find: "site !== 'cross-site' && ",
        replace: '',
        test: 'gives no token to a request of another site',
      },
      {
        name: 'the control panel gives its token to an opened page only',
        find: " && destination === 'document'",
        replace: '',
        test: 'gives no token to a request of a frame',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/widget/frame-server.ts',
    'packages/cli/test/widget/serving.test.ts',
    [
      {
        name: 'the widget answers under its own name only',
        find: 'if (!isForHost(request, host))',
        replace: 'if (false)',
        test: 'the address of the widget',
      },
      {
        name: 'pages of other origins get no app page, and are named',
        find: 'page === undefined || isAllowed(page, origins)',
        replace: 'true',
        test: 'is refused to a page of http://crm.example',
      },
      {
        name: 'a document is connected by its id only',
        find: '|| !documents.connect(id)',
        replace: '',
        test: 'is for its id, and for one stream',
      },
      {
        name: 'a stream of messages is for the own origin only',
        find: '!isOfOrigin(request, origin) || !documents',
        replace: '!documents',
        test: 'is refused to another site',
      },
      {
        name: 'messages are for the own origin only',
        find: '!isOfOrigin(request, origin) || !connection',
        replace: '!connection',
        test: 'takes messages of its own page only',
      },
      {
        name: 'only pages that are allowed may frame the widget',
        find: 'ancestorsOf(origins) : "\'none\'"',
        replace: "'*' : \"'none'\"",
        test: 'may be framed by pages of this machine, and by those of --origin',
      },
      {
        name: 'nothing but the app page may be framed',
        find: 'FRAMED.has(path)',
        replace: 'true',
        test: 'is the only one that a page may frame, with its own frame',
      },
      {
        name: 'the pages of the widget run no script of elsewhere',
        find: `"script-src 'self'"`,
        replace: `"script-src *"`,
        test: 'loads nothing from elsewhere, and is kept by nobody',
      },
      {
        name: 'messages have a limited size',
        find: 'const MESSAGES_LIMIT = 4 * 1024 * 1024;',
        replace: 'const MESSAGES_LIMIT = Infinity;',
        test: 'takes JSON of a limited size only',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/widget/control-server.ts',
    'packages/cli/test/widget/serving.test.ts',
    [
      {
        name: 'the control panel answers under its own name only',
        find: 'if (!isForHost(request, host))',
        replace: 'if (false)',
        test: 'the address of the control panel',
      },
      {
        name: 'the control panel takes no command without its token',
        find: ' && token.isEqual(request.headers[TOKEN_HEADER])',
        replace: '',
        test: 'performs commands with its token only',
      },
      {
        name: 'the control panel takes no command of another origin',
        find: 'isOfOrigin(request, origin) && token',
        replace: 'token',
        test: 'performs no command of another origin, even with its token',
      },
      {
        name: 'the control panel can never be framed',
        find: `"frame-ancestors 'none'"`,
        replace: `"frame-ancestors *"`,
        test: 'can never be framed',
      },
      {
        name: 'the control panel can never be framed, not even in an old browser',
        find: "response.setHeader('x-frame-options', 'DENY');",
        replace: '',
        test: 'can never be framed',
      },
      {
        name: 'the control panel gives its page to nobody but those who open it',
        find: 'isOpened(request)',
        replace: 'true',
        test: 'gives no token to a request',
      },
      {
        name: 'commands have a limited size',
        find: 'const COMMAND_LIMIT = 256 * 1024;',
        replace: 'const COMMAND_LIMIT = Infinity;',
        test: 'takes commands of a limited size, in JSON',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/widget/read-json.ts',
    'packages/cli/test/widget/serving.test.ts',
    [
      {
        name: 'a form cannot send messages or commands',
        find: "if (request.headers['content-type'] !== 'application/json') return { status: 415 };",
        replace: '',
        test: 'takes commands of a limited size, in JSON',
      },
      {
        name: 'the size of a body counts, whatever its header says',
        find: 'if (size > limit) return { status: 413 };',
        replace: '',
        test: 'takes JSON of a limited size only',
      },
    ],
  ),
  ...mutationsOf('packages/cli/src/widget/token.ts', 'packages/cli/test/widget/serving.test.ts', [
    {
      name: 'the token of the control panel is compared',
      find: 'timingSafeEqual(digest(given), digest(text))',
      replace: 'true',
      test: 'performs commands with its token only',
    },
    {
      name: 'each start has another token',
      find: "randomBytes(32).toString('base64url')",
      replace: "'a'.repeat(43)",
      test: 'has another token after each start',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/widget/documents.ts',
    'packages/cli/test/widget/serving.test.ts',
    [
      {
        name: 'nobody can guess the id of a document',
        find: "randomBytes(24).toString('base64url')",
        replace: "'a'.repeat(32)",
        test: 'has another id for each document',
      },
    ],
  ),
  ...mutationsOf('packages/cli/src/widget/respond.ts', 'packages/cli/test/widget/serving.test.ts', [
    {
      name: 'pages of other origins cannot load what the widget serves',
      find: "response.setHeader('cross-origin-resource-policy', 'same-origin');",
      replace: '',
      test: 'loads nothing from elsewhere, and is kept by nobody',
    },
    {
      name: 'nothing that the widget serves is another type than it says',
      find: "response.setHeader('x-content-type-options', 'nosniff');",
      replace: '',
      test: 'loads nothing from elsewhere, and is kept by nobody',
    },
    {
      name: 'no address of the widget is sent as a referrer',
      find: "response.setHeader('referrer-policy', 'no-referrer');",
      replace: '',
      test: 'loads nothing from elsewhere, and is kept by nobody',
    },
    {
      name: 'the pages with a token or an id are kept by nobody',
      find: "response.setHeader('cache-control', 'no-store');",
      replace: '',
      test: 'loads nothing from elsewhere, and is kept by nobody',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/widget/allowed-origins.ts',
    'packages/cli/test/widget/options.test.ts',
    [
      {
        name: '--origin takes nothing that means more than one origin in a policy',
        find: 'ORIGIN.test(origin) && ',
        replace: '',
        test: 'with --origin https://*.crm.example',
      },
      {
        name: '--origin takes no address of a page',
        find: ' && [origin, `${origin}/`].includes(text.toLowerCase())',
        replace: '',
        test: 'with --origin https://crm.example/app',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/widget/allowed-origins.ts',
    'packages/cli/test/widget/serving.test.ts',
    [
      {
        name: 'a page whose name begins like a local one is not local',
        find: '(?::\\d+)?$/;\n/** Neither',
        replace: '/;\n/** Neither',
        test: 'is refused to a page of http://localhost.evil.example',
      },
    ],
  ),
  ...mutationsOf('packages/dev-page/server/site.mjs', 'packages/cli/test/widget/serving.test.ts', [
    {
      name: 'jackfield widget is reached from this computer only',
      find: "export const HOST = '127.0.0.1';",
      replace: "export const HOST = '0.0.0.0';",
      test: 'is one of this machine only',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/check/vocabulary.ts',
    'packages/cli/test/check/command.test.ts',
    [
      {
        name: 'a check knows messages of another wire under the names that plugins know',
        find: 'messages.filter((message) => message.speaks === undefined);',
        replace: 'messages;',
        test: 'finds that no plugin of @jackfield/ringex handles callRing',
      },
    ],
  ),
  ...mutationsOf('packages/cli/src/check/vocabulary.ts', 'packages/cli/test/check/rules.test.ts', [
    {
      name: 'a check notices a handler that is never called on the wire of its plugin',
      find: "from === 'widget' && !sent.has(name)",
      replace: "from === 'page' && !sent.has(name)",
      test: 'MESSAGE_NEVER_SENT is reported at the violation',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/check/message-violations.ts',
    'packages/cli/test/check/ringex.long.test.ts',
    [
      {
        name: 'a check notices a message of an area that the plugin does not pass',
        find: 'areas?.has(area) === false',
        replace: 'areas?.size === 0',
        test: 'are read where the source determines them, and may be any elsewhere',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/check/check-package.ts',
    'packages/cli/test/check/ringex.long.test.ts',
    [
      {
        name: 'a check notices a plugin that brings a second copy of ringex',
        find: 'if (source.files.some((each) => importsRingex(each))) await checkPeer(RINGEX);',
        replace: '',
        test: 'shares it with the page, as core',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/dev/follow-schemas.ts',
    'packages/cli/test/dev/schema-job.test.ts',
    [
      {
        name: 'no script generates from several wires while the schemas of one are invalid',
        find: 'wires.length > 1 ? wires : [undefined]',
        replace: '[undefined]',
        test: 'does not run while the schemas of one of several wires are invalid',
      },
    ],
  ),
  ...mutationsOf('packages/cli/src/list/conflicts.ts', 'packages/cli/test/list/list.test.ts', [
    {
      name: 'a list counts plugins on each wire on which they run',
      find: 'each === wire || each === speaks',
      replace: 'each === wire',
      test: 'counts plugins of RingCX among those of RingEX, on which they run, too',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/check/floating-violations.ts',
    'packages/cli/test/check/rules.test.ts',
    [
      {
        name: 'a check notices a promise that is not awaited',
        find: '.filter((call) => isPending(call))',
        replace: '.filter(() => false)',
        test: 'PROMISE_FLOATING is reported at the violation',
      },
    ],
  ),
];
