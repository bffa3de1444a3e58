import { bdi, byId, h, icon, isolated } from '@jackfield/dev-page/h';
import type { AcmeContact } from './acme-contacts.js';
import { formatNumber, initials } from '@jackfield/dev-page/page/format';

export interface ContactsView {
  /** Marks those who may be on the phone. */
  highlight(ids: readonly (string | number | undefined)[]): void;
}

export function contactsView(
  contacts: readonly AcmeContact[],
  total: number,
  dial: (phoneNumber: string, name: string) => void,
): ContactsView {
  const rows = contacts.map(({ id, name, company, phoneNumbers }) => {
    const number = phoneNumbers?.[0]?.phoneNumber;
    return h('li', { class: 'contact', 'data-contact': id }, [
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(name)),
      h('div', { class: 'contact-text' }, [
        h('p', { class: 'person-name' }, [bdi(name)]),
        company !== undefined && h('p', { class: 'soft' }, [bdi(company)]),
        number !== undefined && h('p', { class: 'soft' }, formatNumber(number)),
      ]),
      number !== undefined &&
        h(
          'button',
          { type: 'button', class: 'button dial', 'aria-label': `Call ${isolated(name)}` },
          [icon('phone')],
          { click: () => dial(number, name) },
        ),
    ]);
  });
  byId('contacts-body').replaceChildren(h('ul', { class: 'contacts' }, rows));
  byId('contacts-count').textContent =
    rows.length < total ? `${rows.length} of ${total} people` : `${total} people`;

  return {
    highlight(ids) {
      const marked = new Set(ids.map(String));
      for (const row of rows) row.dataset.current = String(marked.has(row.dataset.contact ?? ''));
    },
  };
}
