import type { Page } from 'playwright';

/**
 * The kinds of text in a page: two texts are of one kind if all elements around them have the
 * same names, classes and attributes, so that no style sheet can select one without the other. The scheme of colours makes no other kinds.
 */
export const kindsOfText = (page: Page): Promise<readonly string[]> =>
  page.locator('body').evaluate((body) => {
    const kinds = new Map<string, Element>();
    const paths = new WeakMap<Element, string>();
    /** Short, because there are hundreds in each page. */
    const hash = (text: string): string => {
      let [low, high] = [0, 0];
      for (let index = 0; index < text.length; index += 1) {
        low = Math.imul(low ^ text.charCodeAt(index), 0x9e3779b1);
        high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca77);
      }
      return `${(low >>> 0).toString(36)}.${(high >>> 0).toString(36)}`;
    };
    /** Each page has a class of its own, by its address, which no style sheet uses. */
    const isOfPage = (name: string): boolean => name.startsWith('_');
    const own = (element: Element): string => {
      const attributes = [...element.attributes]
        .filter(
          ({ name }) =>
            !['id', 'href', 'title', 'aria-label', 'src', 'alt', 'class'].includes(name),
        )
        .map(({ name, value }) => (/^(style|type|role)$/.test(name) ? `${name}=${value}` : name));
      const isEven = element.matches('tr:nth-child(2n)') ? ' even' : '';
      const classes = [...element.classList].filter((name) => !isOfPage(name));
      return `${element.localName}.${classes.join('.')} ${attributes.join(' ')}${isEven}`;
    };
    const pathOf = (element: Element): string => {
      const known = paths.get(element);
      if (known !== undefined) return known;
      const { parentElement } = element;
      const around = element === body || !parentElement ? '' : pathOf(parentElement);
      const path = hash(`${around}>${own(element)}`);
      paths.set(element, path);
      return path;
    };
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const { parentElement } = text;
      if (!parentElement?.matches(':not(script, style)')) continue;
      if (text.textContent?.trim() === '') continue;
      kinds.set(pathOf(parentElement), parentElement);
    }
    Object.assign(globalThis, { kinds });
    return [...kinds.keys()];
  });

/** Returns the expression of the elements with these kinds of text outside of code; `undefined` for none. */
export async function selectKinds(
  page: Page,
  wanted: readonly string[],
): Promise<string | undefined> {
  const count = await page.evaluate((kinds) => {
    const known = (globalThis as unknown as { kinds: Map<string, Element> }).kinds;
    // Code has a stricter rule of its own.
    const chosen = kinds
      .map((kind) => known.get(kind))
      .filter((element) => !element?.closest(".vp-doc div[class*='language-'] code"));
    Object.assign(globalThis, { chosen });
    return chosen.length;
  }, wanted);
  return count === 0 ? undefined : '{ include: chosen }';
}
