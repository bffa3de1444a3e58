import { StructureKind, VariableDeclarationKind, type StatementStructures } from 'ts-morph';
import { liveMessages, type Protocol } from '../model.js';
import type { Side } from '../schema.js';
import { key, printSource, value } from './source.js';
import { importTypes } from './statements.js';

const TYPES = [
  ['SpokenRequests', 'spokenByWidget', 'RequestMap', 'Requests of the widget'],
  ['SpokenPushes', 'spokenByWidget', 'PushMap', 'Pushes of the widget'],
  ['SpokenPageRequests', 'spokenByPage', 'PageRequestMap', 'Requests of the page'],
  ['SpokenCommands', 'spokenByPage', 'PagePushMap', 'Pushes of the page'],
] as const;

/** Emits `speaks.ts`: as what messages reach the plugins of another wire. `undefined` if none do. */
export const emitSpeaks = async (protocol: Protocol): Promise<string | undefined> => {
  const side = (from: Side): string => {
    const entries = liveMessages(protocol, from).flatMap(({ name, speaks }) =>
      speaks === undefined ? [] : [`${key(name)}: ${value([speaks].flat())}`],
    );
    return `{ ${entries.join(', ')} }`;
  };
  const [fromWidget, fromPage] = [side('widget'), side('page')];
  if (protocol.wire.speaks === undefined || !`${fromWidget}${fromPage}`.includes('['))
    return undefined;
  return printSource(protocol, {
    statements: [
      ...importTypes(
        TYPES.map(([, , map]) => map),
        './messages.js',
      ),
      ...(
        [
          ['spokenByWidget', fromWidget, 'widget'],
          ['spokenByPage', fromPage, 'page'],
        ] as const
      ).map(([name, initializer, sender]): StatementStructures => ({
        kind: StructureKind.VariableStatement,
        declarationKind: VariableDeclarationKind.Const,
        isExported: true,
        docs: [
          `The messages of the ${sender} that are messages of another wire, and those messages.`,
        ],
        declarations: [{ name, initializer: `${initializer} as const` }],
      })),
      ...TYPES.map(([name, member, map, what]): StatementStructures => ({
        kind: StructureKind.TypeAlias,
        name,
        isExported: true,
        docs: [`${what} that are messages of the other wire, too.`],
        type: `keyof typeof ${member} & keyof ${map}`,
      })),
    ],
  });
};
