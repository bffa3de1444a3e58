import type { OpenFormat } from '../database/import-options.js';
import type { ContactReader, ReadEntry, VCardOptions } from './contact-format.js';
import { readInPage } from './define-format.js';
import { createLineSplitter, type Line } from './line-splitter.js';
import { createSeenIds, repeatedId } from './seen-ids.js';
import { isRead, type LineIssue, type PlacedProperty, readCard } from './vcard-contact.js';
import { isBase64, isQuotedPrintable, type Property, readProperty } from './vcard-property.js';

/** Cards have pictures in them, so they are long. */
const LONGEST = 10_000_000;

const BEGIN = /^BEGIN\s*:\s*VCARD\s*$/iu;
const END = /^END\s*:\s*VCARD\s*$/iu;
const AGENT = /^(?:[\w-]+\.)?AGENT(?:;[^:]*)?:\s*(BEGIN:VCARD)?\s*$/iu;
const VERSIONS: ReadonlySet<string> = new Set(['2.1', '3.0', '4.0']);

/** A property under way: its text may go on in the next line. */
interface Open {
  readonly line: number;
  /** `undefined` of a line that is not one. */
  readonly property: Property | undefined;
  /** What there is of its value, if anything is made of it; else only the last line. */
  parts: string[];
}

interface Card {
  readonly line: number;
  readonly properties: PlacedProperty[];
  readonly issues: LineIssue[];
  open: Open | undefined;
  version: string | undefined;
  length: number;
  /** How many cards are open within this one: an agent's, who is another person. */
  depth: number;
  isBeforeAgent: boolean;
}

const received = (text: string): string => `a line of ${text.length} characters`;

const isUsed = (property: Property): boolean => isRead(property) && !isBase64(property);

/** Ends the property under way. */
function close(card: Card): void {
  const { line, property, parts } = card.open ?? {};
  card.open = undefined;
  if (!property || !parts || !line || !isUsed(property)) return;
  const value = parts.join('');
  if (property.name === 'version') card.version = value.trim();
  card.properties.push({ ...property, value, line });
}

/** Whether a line goes on with the property before it, which it is added to then. */
function goOn({ open, version }: Card, text: string): boolean {
  if (!open) return false;
  const { property, parts } = open;
  const isFold = /^[ \t]/u.test(text);
  const last = parts.at(-1) ?? '';
  const isSoft = property && isQuotedPrintable(property) && last.endsWith('=');
  const isBytes = property && isBase64(property) && /^[\w+/=]+\s*$/u.test(text);
  if (!isFold && !isSoft && !isBytes) return false;
  if (isSoft) parts[parts.length - 1] = last.slice(0, -1);
  if (!property || !isUsed(property)) parts.length = 0;
  // In 2.1 the space is a part of the text.
  parts.push(isFold && !isSoft && version !== '2.1' ? text.slice(1) : text);
  return true;
}

/**
 * Cards as contacts:
 *
 * 1. what a line is, and whether it goes on in the next, is seen line by line, so that a picture of
 *    megabytes is never in memory as a whole;
 * 2. a line that is not a property costs itself, and a card that is not one costs no other;
 * 3. a card within a card is that of an agent, and of nobody whose number this is.
 */
function openVCard({ contactType }: VCardOptions): ContactReader {
  const lines = createLineSplitter(LONGEST);
  const seen = createSeenIds();
  let card: Card | undefined;
  /** Text between cards has been reported. */
  let isAstray = false;

  const issue = (line: number, expected: string, received: string): ReadEntry => ({
    line,
    issue: { pointer: '', expected, received },
  });
  const endless = ({ line }: Card, received: string): ReadEntry =>
    issue(line, 'a card that ends with END:VCARD', received);

  function* finish(done: Card): Generator<ReadEntry> {
    const { line, version } = done;
    if (version !== undefined && !VERSIONS.has(version)) {
      yield issue(line, 'a card of the version 2.1, 3.0 or 4.0', 'another one');
      return;
    }
    const { contact, leftOut } = readCard(done.properties, contactType);
    const { id: _id, ...others } = contact as { readonly id?: string };
    const isAnothers = seen.isOfAnother(contact);
    yield { line, contact: isAnothers ? others : contact };
    const issues = [...done.issues, ...leftOut];
    if (isAnothers) issues.push({ ...repeatedId, line });
    for (const { line: at, ...it } of issues) yield { line: at, issue: it, isLeftOut: true };
  }

  function takeProperty(own: Card, line: number, text: string): void {
    if (goOn(own, text)) return;
    close(own);
    if (text.trim() === '') return;
    const property = readProperty(text);
    own.open = { line, property, parts: [property?.value ?? ''] };
    if (!property) {
      own.issues.push({
        line,
        pointer: '',
        expected: 'a property, such as TEL:101',
        received: received(text),
      });
    } else if (property.name === 'version') own.version = property.value.trim();
  }

  function* take({ line, text }: Line): Generator<ReadEntry> {
    if (!card) {
      if (text !== undefined && BEGIN.test(text)) {
        card = {
          line,
          properties: [],
          issues: [],
          open: undefined,
          version: undefined,
          length: 0,
          depth: 0,
          isBeforeAgent: false,
        };
        isAstray = false;
      } else if (text?.trim() !== '' && !isAstray) {
        isAstray = true;
        yield issue(line, 'BEGIN:VCARD', text === undefined ? 'a long line' : received(text));
      }
      return;
    }
    card.length += text?.length ?? LONGEST;
    if (text === undefined || card.length > LONGEST) {
      yield issue(card.line, `a card of ${LONGEST} characters at most`, 'a longer one');
      card = undefined;
      isAstray = true;
    } else if (BEGIN.test(text)) {
      if (card.isBeforeAgent || card.depth > 0) card.depth += 1;
      else {
        yield endless(card, `another BEGIN:VCARD on line ${line}`);
        card = undefined;
        yield* take({ line, text });
      }
    } else if (END.test(text)) {
      const done = card;
      if (done.depth > 0) done.depth -= 1;
      else {
        close(done);
        card = undefined;
        yield* finish(done);
      }
    } else if (card.depth === 0) {
      const [agent, begin] = AGENT.exec(text) ?? [];
      if (begin) card.depth = 1;
      else if (agent === undefined) takeProperty(card, line, text);
      if (text.trim() !== '') card.isBeforeAgent = agent !== undefined && !begin;
      if (agent !== undefined) close(card);
      return;
    }
    if (card) card.isBeforeAgent = false;
  }

  return {
    isFolded: true,
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

/** Electronic business cards: vCard 2.1, 3.0 and 4.0, as many as there are. */
export function vcard(
  options: VCardOptions = {},
): { readonly type: 'vcard' } & VCardOptions & OpenFormat {
  return { ...options, type: 'vcard', open: () => openVCard(options), readInPage };
}
