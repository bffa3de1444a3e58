type Attributes = Readonly<Record<string, string | undefined>>;

/** Makes an element. Text goes in as text nodes, never as HTML: customers' names are strangers' data. */
export function el<K extends keyof HTMLElementTagNameMap>(
  owner: Document,
  tag: K,
  attributes: Attributes = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const element = owner.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Shows `text`, or nothing at all; a text that is the same is left alone, as are its readers. */
export function say(element: HTMLElement, text: string | undefined): void {
  const said = text ?? '';
  if (element.textContent !== said) element.textContent = said;
  element.hidden = said === '';
}

/** Sets an attribute that is not what it should be. */
export function put(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
