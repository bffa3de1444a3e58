import type { Lead } from '@jackfield/core';
import type { ScreenPop } from '../acme-plugin.js';
import { byId, h } from '@jackfield/dev-page/h';
import type { AcmeContact } from './acme-contacts.js';
import { formatNumber, initials } from '@jackfield/dev-page/page/format';
import { notice } from '@jackfield/dev-page/page/notice';

export interface ScreenPopOptions {
  /** The CRM's own look-up. */
  readonly find: (phoneNumber: string) => Promise<AcmeContact | undefined>;
  readonly onContact: (contact: AcmeContact | undefined) => void;
}

const avatar = (name: string): HTMLElement =>
  h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(name));

const numberOf = ({ destinationE164, destination }: Lead): string =>
  formatNumber([destinationE164 ?? destination ?? 'no number'].flat().join(', '));

/** Opens the record of the caller, or of the lead that the agent requests. */
export function screenPop({ find, onContact }: ScreenPopOptions): ScreenPop {
  const place = byId('pop');
  const show = (card: HTMLElement): void => place.replaceChildren(card);
  const onClose = (): void => onContact(undefined);

  return {
    async caller(phoneNumber) {
      const contact = await find(phoneNumber);
      onContact(contact);
      const name = contact?.name ?? formatNumber(phoneNumber);
      show(
        notice({
          className: 'pop',
          eyebrow: contact ? 'Caller' : 'New caller',
          title: name,
          before: avatar(contact?.name ?? ''),
          facts: contact
            ? [
                ['Company', contact.company ?? 'unknown'],
                ['Role', contact.role ?? 'unknown'],
                ['E-mail', contact.email ?? 'unknown'],
                ['Number', formatNumber(phoneNumber)],
              ]
            : [['Contact', 'none with this number']],
          onClose,
        }),
      );
    },
    lead(lead) {
      onContact(undefined);
      const name = [lead.firstName, lead.lastName].filter(Boolean).join(' ') || 'Unnamed lead';
      show(
        notice({
          className: 'pop',
          eyebrow: 'Lead',
          title: name,
          before: avatar(name),
          facts: [
            ['State', lead.leadState ?? 'unknown'],
            ['Place', [lead.city, lead.state].filter(Boolean).join(', ') || 'unknown'],
            ['E-mail', lead.email ?? 'none'],
            ['Number', numberOf(lead)],
          ],
          onClose,
        }),
      );
    },
  };
}
