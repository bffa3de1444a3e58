type Attributes = Readonly<Record<string, string>>;

/** Falsy members are left out. */
export type Names = readonly unknown[];

/**
 * The classes of the published RingEX script have this prefix, and RingCX's popup.html looks for a class
 * with "button" in it (popup.html:39). Names without a prefix would meet the page's own.
 */
export const classes = (...names: Names): string =>
  names
    .filter(Boolean)
    .map((name) => `Adapter_${String(name)}`)
    .join(' ');

/** Creates elements. RingCentral's script sets `innerHTML`, which a page may refuse (Trusted Types). */
export type Make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  names: Names,
  children?: readonly (Node | string)[],
  attributes?: Attributes,
) => HTMLElementTagNameMap[K];

export const maker =
  (document: Document): Make =>
  (tag, names, children = [], attributes = {}) => {
    const element = document.createElement(tag);
    if (names.length > 0) element.setAttribute('class', classes(...names));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
