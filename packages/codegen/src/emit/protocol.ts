import { StructureKind, VariableDeclarationKind } from 'ts-morph';
import type { Protocol } from '../model.js';
import { deprecationStatements } from './deprecations.js';
import { escapeCommentLine } from './escape.js';
import { printSource } from './source.js';
import { importTypes, SHARED_TYPES } from './statements.js';

const TABLES = ['requests', 'pushes', 'pageRequests', 'pagePushes', 'masks'] as const;
const ENVELOPE = ['readEnvelope', 'registerBody', 'wrapMessage', 'wrapResponse'] as const;
const CHECKS = [
  'dispatchFromWidget',
  'checkResult',
  'checkPageMessage',
  'checkPageResult',
] as const;
const FUNCTIONS = [...CHECKS, ...ENVELOPE];

/** Emits `protocol.ts`: the value that core receives. */
export const emitProtocol = (protocol: Protocol): Promise<string> => {
  const deprecations = deprecationStatements(protocol);
  const functions = [...FUNCTIONS, ...(deprecations.length === 0 ? [] : ['watchDeprecated'])];
  return printSource(protocol, {
    statements: [
      ...importTypes(
        ['Protocol', ...(deprecations.length === 0 ? [] : ['DeprecatedUse', 'DeprecatedWatch'])],
        SHARED_TYPES,
      ),
      {
        kind: StructureKind.ImportDeclaration,
        namedImports: [...CHECKS].sort(),
        moduleSpecifier: './dispatcher.js',
      },
      {
        kind: StructureKind.ImportDeclaration,
        namedImports: [...ENVELOPE],
        moduleSpecifier: './envelope.js',
      },
      {
        kind: StructureKind.ImportDeclaration,
        namedImports: [
          ...[...TABLES, 'wire'].sort().map((name) => ({ name })),
          { name: 'Messages', isTypeOnly: true },
        ],
        moduleSpecifier: './messages.js',
      },
      {
        kind: StructureKind.ExportDeclaration,
        isTypeOnly: true,
        namedExports: ['Messages'],
        moduleSpecifier: './messages.js',
      },
      ...deprecations,
      {
        kind: StructureKind.VariableStatement,
        declarationKind: VariableDeclarationKind.Const,
        isExported: true,
        docs: [`The ${escapeCommentLine(protocol.wire.title)} protocol.`],
        declarations: [
          {
            name: 'protocol',
            type: 'Protocol<Messages>',
            // Not a spread: bundlers assume that it may call a getter, and would keep an unused
            // protocol and all its validators in the bundle.
            initializer: `/* @__PURE__ */ Object.assign({}, wire, { ${[...TABLES, ...functions].join(', ')} })`,
          },
        ],
      },
    ],
  });
};
