import { bdi, byId, h, icon, type Child } from '../h.js';

export interface NoticeOptions {
  readonly className: string;
  readonly title: string;
  readonly eyebrow?: string;
  readonly before?: Child;
  readonly facts: readonly (readonly [label: string, value: Child])[];
  readonly onClose?: () => void;
}

/** A card above the page's content that a person can dismiss. */
export function notice({
  className,
  title,
  eyebrow,
  before,
  facts,
  onClose,
}: NoticeOptions): HTMLElement {
  const element = h('section', { class: `notice ${className}`, 'aria-label': title }, [
    before,
    h('div', {}, [
      eyebrow !== undefined && h('p', { class: 'eyebrow' }, eyebrow),
      h('h2', { title }, [bdi(title)]),
      h(
        'dl',
        { class: 'facts' },
        facts.map(([label, value]) => h('div', {}, [h('dt', {}, label), h('dd', {}, [value])])),
      ),
    ]),
    h(
      'button',
      { type: 'button', class: 'button close', 'aria-label': `Dismiss: ${title}` },
      [icon('close')],
      {
        click: () => {
          element.remove();
          // The button that had the focus is gone: the next Tab goes on from the page's content.
          byId('main').focus();
          onClose?.();
        },
      },
    ),
  ]);
  return element;
}
