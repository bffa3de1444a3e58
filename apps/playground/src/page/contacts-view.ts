import { byId, h, icon } from '@jackfield/dev-page/h';
import type { AcmeContact } from './acme-contacts.js';
import { formatNumber, initials } from '@jackfield/dev-page/page/format';

export interface ContactsView {
  /** Marks the one who is on the phone. */
  highlight(id: string | undefined): void;
}

export function contactsView(
  contacts: readonly AcmeContact[],
  dial: (phoneNumber: string) => void,
): ContactsView {
  const rows = contacts.map(({ id, name, company, phoneNumbers: [first] }) =>
    h('li', { class: 'contact', 'data-contact': id }, [
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(name)),
      h('div', { class: 'contact-text' }, [
        h('p', { class: 'person-name' }, name),
        h('p', { class: 'soft' }, company),
        first && h('p', { class: 'soft' }, formatNumber(first.phoneNumber)),
      ]),
      first &&
        h(
          'button',
          { type: 'button', class: 'button dial', 'aria-label': `Call ${name}` },
          [icon('phone')],
          { click: () => dial(first.phoneNumber) },
        ),
    ]),
  );
  byId('contacts-body').replaceChildren(h('ul', { class: 'contacts' }, rows));
  byId('contacts-count').textContent = `${contacts.length} people`;

  return {
    highlight(id) {
      for (const row of rows) row.dataset.current = String(row.dataset.contact === id);
    },
  };
}
