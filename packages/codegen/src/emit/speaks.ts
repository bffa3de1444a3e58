import { StructureKind, VariableDeclarationKind, type StatementStructures } from 'ts-morph';
import { liveMessages, type Protocol } from '../model.js';
import type { Side } from '../schema.js';
import { key, printSource, value } from './source.js';
import { importTypes } from './statements.js';

const TYPES = [
  ['SpokenRequests', 'fromWidget', 'RequestMap', 'Requests of the widget'],
  ['SpokenPushes', 'fromWidget', 'PushMap', 'Pushes of the widget'],
  ['SpokenPageRequests', 'fromPage', 'PageRequestMap', 'Requests of the page'],
  ['SpokenCommands', 'fromPage', 'PagePushMap', 'Pushes of the page'],
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
      {
        kind: StructureKind.VariableStatement,
        declarationKind: VariableDeclarationKind.Const,
        isExported: true,
        docs: ['The messages of the other wire as which those of this one reach plugins, by name.'],
        declarations: [
          {
            name: 'speaks',
            initializer: `{ fromWidget: ${fromWidget}, fromPage: ${fromPage} } as const`,
          },
        ],
      },
      ...TYPES.map(([name, member, map, what]): StatementStructures => ({
        kind: StructureKind.TypeAlias,
        name,
        isExported: true,
        docs: [`${what} that are messages of the other wire, too.`],
        type: `keyof typeof speaks.${member} & keyof ${map}`,
      })),
    ],
  });
};
