// What the command line does with what others wrote, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

export const mutations: readonly Mutation[] = [
  ...mutationsOf('packages/cli/src/schemas-at.ts', 'packages/cli/test/diff.test.ts', [
    {
      name: 'a tree of git cannot write outside its folder',
      find: "path?.split('/').includes('..') !== false",
      replace: 'false',
      test: 'writes no file of a tree that leads out of its folder',
    },
  ]),
  ...mutationsOf(
    'packages/cli/src/plugin/manifest-issues.ts',
    'packages/cli/test/list/list.test.ts',
    [
      {
        name: 'an installed manifest writes no code into the module that imports it',
        find: '&& EXPORT.test(value as string)',
        replace: '',
        test: 'and lists the others',
      },
      {
        name: 'an installed manifest ends no comment of the module that imports it',
        find: '&& WIRE.test(each)',
        replace: '',
        test: 'and lists the others',
      },
      {
        name: 'an installed manifest writes no control sequence into a terminal',
        find: '&& /^[^\\p{C}]+$/u.test(value)',
        replace: '',
        test: 'and lists the others',
      },
    ],
  ),
  ...mutationsOf(
    'packages/cli/src/check/bundle/scan-code.ts',
    'packages/cli/test/check/bundle.test.ts',
    [
      {
        name: 'code made of text is found by whatever name eval is called',
        find: "named?.text === 'eval' ||",
        replace: '',
        test: 'text that becomes code, where it stands in the source',
      },
      {
        name: 'elements made of text are found',
        find: "tell('BUNDLE_HTML', nameNode(node.left), member);",
        replace: '',
        test: 'text that becomes elements',
      },
    ],
  ),
  ...mutationsOf('packages/cli/src/dev/page-policy.ts', 'packages/cli/test/dev/serving.test.ts', [
    {
      name: 'the page of jackfield dev runs no inline script and no eval',
      find: `"script-src 'self'"`,
      replace: `"script-src 'self' 'unsafe-inline' 'unsafe-eval'"`,
      test: 'is a page whose policy allows its own scripts, its socket, and what is named',
    },
  ]),
  ...mutationsOf('packages/cli/src/dev/vite-server.ts', 'packages/cli/test/dev/serving.test.ts', [
    {
      name: 'no other origin reads an author’s source',
      find: 'cors: false,',
      replace: 'cors: true,',
      test: 'is the plugin’s source, to its own page only',
    },
    {
      name: 'nothing outside an author’s folder is served',
      find: 'allow: [searchForWorkspaceRoot(root), ...folders, cacheDir]',
      replace: "allow: ['/']",
      test: 'is nothing outside the author’s folder, and no secret in it',
    },
  ]),
  ...mutationsOf('packages/cli/src/dev/start-dev.ts', 'packages/cli/test/dev/serving.test.ts', [
    {
      name: 'no other origin runs an author’s source as a script',
      find: "response.setHeader('cross-origin-resource-policy', 'same-origin');",
      replace: '',
      test: 'is the plugin’s source, to its own page only',
    },
    {
      name: 'only the page of jackfield dev frames the widget',
      find: 'policy: widgetPolicy(pageOrigin)',
      replace: "policy: widgetPolicy('*')",
      test: 'is a widget from another origin, that only its page may frame',
    },
  ]),
];
