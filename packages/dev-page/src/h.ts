type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Listeners = {
  readonly [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void;
};
export type Child = Node | string | false | undefined;

/** Makes an element. Text goes in as text nodes, never as HTML: callers and notes are strangers' data. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: readonly Child[] | string = [],
  listeners: Listeners = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  const nodes = typeof children === 'string' ? [children] : children;
  element.append(
    ...nodes.filter((child): child is Node | string => child !== undefined && child !== false),
  );
  for (const [name, listener] of Object.entries(listeners))
    element.addEventListener(name, listener as EventListener);
  return element;
}

/** A stranger's text within a line: a mark of direction in it does not turn what follows. */
export const bdi = (text: string): HTMLElement => h('bdi', {}, text);

/** A phone number, which is written from left to right in any text. */
export const bdiNumber = (number: string): HTMLElement => h('bdi', { dir: 'ltr' }, number);

/** Right-to-left letters, and marks of direction. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;

/** The same where there is no element, such as in a title. */
export const isolated = (text: string): string => (TURNS.test(text) ? `\u2068${text}\u2069` : text);

const SVG = 'http://www.w3.org/2000/svg';

/** One of the symbols in the page's HTML. Icons say nothing that the text beside them does not. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** The element of that id, which the HTML is known to hold. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element as E;
}
