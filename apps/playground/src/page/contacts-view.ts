import { bdi, bdiNumber, byId, h, icon, isolated } from '@jackfield/dev-page/h';
import { filterField } from '@jackfield/dev-page/page/filter-field';
import { findText, matchesText } from '@jackfield/dev-page/page/find-text';
import { arrange, setListed } from '@jackfield/dev-page/page/listed';
import { formatNumber, initials } from '@jackfield/dev-page/page/format';
import type { AcmeContact } from './acme-contacts.js';

export interface ContactsView {
  /** Shows the contacts, of which there may be more. */
  show(contacts: readonly AcmeContact[], total: number): void;
  /** Marks those who may be on the phone. */
  highlight(ids: readonly (string | number | undefined)[]): void;
}

interface Row {
  readonly contact: AcmeContact;
  readonly element: HTMLLIElement;
}

function rowElement(
  { id, name, company, phoneNumbers }: AcmeContact,
  dial: (phoneNumber: string, name: string) => void,
): HTMLLIElement {
  const numbers = phoneNumbers?.flatMap(({ phoneNumber }) => phoneNumber ?? []) ?? [];
  const only = numbers.length === 1 ? numbers[0] : undefined;
  const dialButton = (
    called: string,
    className: string,
    label: string,
    children: readonly Node[],
  ): HTMLElement =>
    h('button', { type: 'button', class: `button ${className}`, 'aria-label': label }, children, {
      click: () => dial(called, name),
    });
  return h('li', { class: 'contact', 'data-contact': id }, [
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(name)),
    h('div', { class: 'contact-text' }, [
      h('p', { class: 'person-name', title: name }, [bdi(name)]),
      company !== undefined && h('p', { class: 'soft' }, [bdi(company)]),
      only !== undefined && h('p', { class: 'soft' }, [bdiNumber(formatNumber(only))]),
      // Which of several it is to be, the agent chooses.
      ...(only !== undefined
        ? []
        : numbers.map((each) => {
            const shown = formatNumber(each);
            return dialButton(each, 'small', `Call ${isolated(name)} at ${shown}`, [
              icon('phone'),
              bdiNumber(shown),
            ]);
          })),
    ]),
    only !== undefined && dialButton(only, 'dial', `Call ${isolated(name)}`, [icon('phone')]),
  ]);
}

/** The contacts, with a filter. */
export function contactsView(dial: (phoneNumber: string, name: string) => void): ContactsView {
  const list = h('ul', {
    id: 'contacts-list',
    class: 'contacts',
    tabindex: 0,
    'aria-labelledby': 'contacts-title',
  });
  let rows: readonly Row[] = [];
  let all = 0;
  let current: ReadonlySet<string> = new Set();

  const filter = filterField({
    label: 'Filter contacts',
    hint: 'Name, company or number',
    controls: 'contacts-list',
    count: byId('contacts-count'),
    filter(sought) {
      const finds = findText(sought);
      let found = 0;
      for (const { contact, element } of rows) {
        const numbers = contact.phoneNumbers?.flatMap(({ phoneNumber }) => phoneNumber ?? []) ?? [];
        const text = [contact.name, contact.company, ...numbers.map(formatNumber)].join(' ');
        const isListed = finds(text, numbers);
        setListed(element, isListed);
        if (isListed) found += 1;
      }
      if (sought !== '')
        return matchesText(found, rows.length, rows.length < all ? 'people listed' : 'people');
      return rows.length < all ? `${rows.length} of ${all} people` : `${all} people`;
    },
  });
  byId('contacts-body').replaceChildren(filter.element, list);

  function mark(): void {
    for (const { element } of rows)
      element.dataset.current = String(current.has(element.dataset.contact ?? ''));
  }

  return {
    show(contacts, total) {
      const known = new Map(rows.map(({ contact, element }) => [JSON.stringify(contact), element]));
      rows = contacts.map((contact) => ({
        contact,
        element: known.get(JSON.stringify(contact)) ?? rowElement(contact, dial),
      }));
      all = total;
      arrange(
        list,
        rows.map(({ element }) => element),
      );
      mark();
      filter.refresh();
    },
    highlight(ids) {
      current = new Set(ids.map(String));
      mark();
      const row = rows.find(({ element }) => element.dataset.current === 'true')?.element;
      // Only the list scrolls: the part of the page that a person reads stays in view.
      if (row && !row.hidden && !list.contains(document.activeElement))
        list.scrollTop = row.offsetTop - (list.clientHeight - row.offsetHeight) / 2;
    },
  };
}
