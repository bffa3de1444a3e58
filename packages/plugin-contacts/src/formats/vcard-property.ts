/** A property of a card: one line of it, unfolded. */
export interface Property {
  /** What several properties of a card have in common: `item1`. */
  readonly group: string;
  readonly name: string;
  /** Values by name, in lower case; of a value without a name, as vCard 2.1 has them, the `type`. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
}

const ENCODINGS = new Set(['quoted-printable', 'base64', 'b', '7bit', '8bit']);

/** Splits parameters at semicolons outside quotes; a quote that is never closed is a letter. */
function splitParameters(text: string): readonly string[] {
  if (!text.includes('"')) return text.split(';');
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === ';' && !isQuoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return isQuoted ? text.split(';') : [...parts, text.slice(from)];
}

/** Where the value begins: behind the first colon outside quotes. */
function findColon(line: string): number {
  const colon = line.indexOf(':');
  const quote = line.indexOf('"');
  if (quote < 0 || quote > colon) return colon;
  let isQuoted = false;
  for (let at = quote; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted) return at;
  }
  return colon;
}

/** Reads a line; `undefined` if it is not a property. */
export function readProperty(line: string): Property | undefined {
  const colon = findColon(line);
  const [head = '', ...rest] = splitParameters(line.slice(0, Math.max(colon, 0)));
  const [, group = '', name] = /^(?:([\w-]+)\.)?([\w-]+)\s*$/u.exec(head) ?? [];
  if (name === undefined) return undefined;
  const parameters = new Map<string, string[]>();
  for (const parameter of rest) {
    const [, own, value = ''] = /^\s*([\w-]+)\s*=(.*)$/su.exec(parameter) ?? ['', '', parameter];
    const values = value
      .replaceAll('"', '')
      .toLowerCase()
      .split(',')
      .map((it) => it.trim())
      .filter((it) => it !== '');
    const key = own?.toLowerCase() || (ENCODINGS.has(values[0] ?? '') ? 'encoding' : 'type');
    const known = parameters.get(key);
    if (known) known.push(...values);
    else parameters.set(key, values);
  }
  return {
    group: group.toLowerCase(),
    name: name.toLowerCase(),
    parameters,
    value: line.slice(colon + 1),
  };
}

const encodingOf = ({ parameters }: Property): string => parameters.get('encoding')?.[0] ?? '';

export const isQuotedPrintable = (property: Property): boolean =>
  encodingOf(property) === 'quoted-printable';

export const isBase64 = (property: Property): boolean =>
  ['b', 'base64'].includes(encodingOf(property));

/** The bytes of a quoted-printable text: `=C3=A9`. */
function bytesOf(text: string): Uint8Array {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const part of text.match(/(?:=[\da-f]{2})+|=|[^=]+/giu) ?? []) {
    if (/^=./u.test(part)) {
      for (const hex of part.slice(1).split('=')) bytes.push(Number.parseInt(hex, 16));
    } else for (const byte of encoder.encode(part)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The value without its encoding; `undefined` if its bytes are not a text in the encoding that it
 * says. What says none is UTF-8, or what old telephones write.
 */
export function decodeValue(property: Property): string | undefined {
  if (!isQuotedPrintable(property)) return property.value;
  const bytes = bytesOf(property.value);
  const [charset] = property.parameters.get('charset') ?? [];
  return charset === undefined
    ? (decode(bytes, 'utf-8') ?? decode(bytes, 'windows-1252'))
    : decode(bytes, charset);
}
