import { h } from '../h.js';

export interface FilterOptions {
  readonly label: string;
  /** What is searched. */
  readonly hint: string;
  /** The id of the list. */
  readonly controls: string;
  /** Shows how many are listed. */
  readonly count: HTMLElement;
  /** Lists only what is sought, and returns how much that is, in words. */
  filter(sought: string): string;
}

export interface FilterField {
  readonly element: HTMLElement;
  /** Filters again, because what is listed has changed. */
  refresh(): void;
  /** The same, because somebody has asked for it: the count is read out. */
  changed(): void;
}

/** Long enough that a word is typed without a count after each letter. */
const WAIT_MS = 600;

/** A field above a list that filters it. Escape clears it. */
export function filterField({ label, hint, controls, count, filter }: FilterOptions): FilterField {
  const input = h('input', {
    type: 'search',
    placeholder: hint,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-controls': controls,
  });
  // Apart from the count that is seen: that one changes with the list, too, and would be read each time.
  const status = h('span', { class: 'visually-hidden', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = (): void => {
    const text = filter(input.value.trim());
    if (count.textContent !== text) count.textContent = text;
  };
  const changed = (): void => {
    refresh();
    clearTimeout(timer);
    timer = setTimeout(() => {
      status.textContent = count.textContent;
    }, WAIT_MS);
  };
  input.addEventListener('input', changed);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || input.value === '') return;
    event.preventDefault();
    event.stopPropagation();
    input.value = '';
    changed();
  });
  return {
    element: h('div', { class: 'filter' }, [
      h('label', {}, [h('span', { class: 'filter-label' }, label), input]),
      status,
    ]),
    refresh,
    changed,
  };
}
