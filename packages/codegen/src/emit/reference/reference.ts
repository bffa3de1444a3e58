import type { Protocol } from '../../model.js';
import type { Files } from '../../write.js';
import { bannerOf } from '../banner.js';
import { formattedPages } from '../format.js';
import { indexPage, pathOf } from './index-page.js';
import { membersOf, type LinkTo } from './members.js';
import { messagePage } from './message-page.js';
import { prose } from '../escape.js';
import { deprecation, json } from './text.js';

const linkFrom =
  (page: string): LinkTo =>
  (title) =>
    `[${title}](${page}#${title.toLowerCase()})`;

const definitionsPage = ({ definitions }: Protocol): readonly string[] => [
  '# Definitions',
  'Parts that several messages share.',
  ...definitions.flatMap(({ title, schema }) =>
    [`## ${title}`].concat(
      deprecation(schema['x-deprecated']),
      prose(schema.description ?? ''),
      membersOf(schema, linkFrom('')),
      (schema.examples ?? []).slice(0, 1).map(json),
    ),
  ),
];

/** Emits the reference by file paths: one page for each message, one of definitions, and an index. */
export const emitReference = (protocol: Protocol): Promise<Files> => {
  const banner = `<!-- ${bannerOf(protocol).replace(/^\/\* | \*\/\n$/g, '')} -->`;
  const page = (blocks: readonly string[]): string => [banner, ...blocks].join('\n\n');
  const pages = new Map([['index.md', page(indexPage(protocol))]]);
  if (protocol.definitions.length > 0) {
    pages.set('definitions.md', page(definitionsPage(protocol)));
  }
  const link = linkFrom('../definitions.md');
  for (const message of protocol.messages) {
    pages.set(pathOf(message), page(messagePage(message, protocol, link)));
  }
  return formattedPages(pages);
};
