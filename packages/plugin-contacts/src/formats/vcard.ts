import ICAL from 'ical.js';
import type { OpenFormat } from '../database/import-options.js';
import type { ContactReader, ReadEntry, VCardOptions } from './contact-format.js';
import { readInPage } from './define-format.js';
import { createLineSplitter, type Line } from './line-splitter.js';
import { readCard, type Property } from './vcard-contact.js';

/** Cards have pictures in them, so they are long. */
const LONGEST = 10_000_000;

const BEGIN = /^BEGIN:VCARD\s*$/iu;
const END = /^END:VCARD\s*$/iu;

interface Card {
  readonly line: number;
  readonly lines: string[];
  length: number;
}

function openVCard({ contactType }: VCardOptions): ContactReader {
  const lines = createLineSplitter(LONGEST);
  let card: Card | undefined;
  /** Text between cards has been reported. */
  let isAstray = false;

  const issue = (line: number, expected: string, received: string): ReadEntry => ({
    line,
    issue: { pointer: '', expected, received },
  });
  const endless = ({ line }: Card, received: string): ReadEntry =>
    issue(line, 'a card that ends with END:VCARD', received);

  function parse({ line, lines }: Card): ReadEntry {
    try {
      const [, properties] = ICAL.parse(lines.join('\n')) as [string, Property[]];
      const version = properties.find(([name]) => name === 'version')?.[3];
      if (version !== '3.0' && version !== '4.0') {
        return issue(line, 'a card of the version 3.0 or 4.0', String(version));
      }
      return { line, contact: readCard(properties, contactType) };
    } catch (error) {
      // The message holds the line, which is personal and may be a picture.
      return issue(line, 'a vCard', (error as Error).message.slice(0, 80));
    }
  }

  function* take({ line, text }: Line): Generator<ReadEntry> {
    if (text !== undefined && BEGIN.test(text)) {
      if (card) yield endless(card, `another BEGIN:VCARD on line ${line}`);
      card = { line, lines: [text], length: 0 };
      isAstray = false;
    } else if (!card) {
      if (text?.trim() === '' || isAstray) return;
      isAstray = true;
      yield issue(line, 'BEGIN:VCARD', JSON.stringify(text?.slice(0, 40) ?? ''));
    } else if (text === undefined || card.length + text.length > LONGEST) {
      yield issue(card.line, `a card of ${LONGEST} characters at most`, 'a longer one');
      card = undefined;
      isAstray = true;
    } else {
      card.lines.push(text);
      card.length += text.length;
      if (!END.test(text)) return;
      yield parse(card);
      card = undefined;
    }
  }

  return {
    *read(text) {
      for (const line of lines.read(text)) yield* take(line);
    },
    *end() {
      for (const line of lines.end()) yield* take(line);
      if (card) yield endless(card, 'the end of the file');
      card = undefined;
    },
  };
}

/** Electronic business cards: vCard 3.0 and 4.0, as many as there are. */
export function vcard(
  options: VCardOptions = {},
): { readonly type: 'vcard' } & VCardOptions & OpenFormat {
  return { ...options, type: 'vcard', open: () => openVCard(options), readInPage };
}
