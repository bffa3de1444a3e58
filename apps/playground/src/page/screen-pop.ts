import type { Lead } from '@jackfield/core';
import { bdi, bdiNumber, byId, h } from '@jackfield/dev-page/h';
import type { AcmeContact } from './acme-contacts.js';
import { formatNumber, initials } from '@jackfield/dev-page/page/format';
import { leadStateText } from '@jackfield/dev-page/page/lead-state';
import { notice, type NoticeOptions } from '@jackfield/dev-page/page/notice';

export interface ScreenPopOptions {
  /** The CRM's own look-up. */
  readonly find: (phoneNumber: string) => Promise<readonly AcmeContact[]>;
  readonly onContacts: (contacts: readonly AcmeContact[]) => void;
}

/** The pop of a page with several phones. */
export interface PagePop {
  /** @param onName - receives what is known of who calls */
  caller(phoneNumber: string, onName: (name: string) => void): Promise<void>;
  lead(lead: Lead): void;
  /** Looks the caller up again, whose pop is still open, after the contacts have changed. */
  refresh(): void;
}

/** What the phone sends in place of a number that is not shown. */
const WITHHELD = 'anonymous';

/** Of more contacts with one number, these are named. */
const NAMED = 4;

const avatar = (text: string): HTMLElement =>
  h('span', { class: 'avatar', 'aria-hidden': 'true' }, text);

const numberOf = ({ destinationE164, destination }: Lead): string =>
  formatNumber([destinationE164 ?? destination ?? 'no number'].flat().join(', '));

type Card = Pick<NoticeOptions, 'eyebrow' | 'title' | 'before' | 'facts'>;

const strangerCard = (phoneNumber: string, eyebrow: string, contact: string): Card => ({
  eyebrow,
  title: formatNumber(phoneNumber),
  before: avatar('?'),
  facts: [['Contact', contact]],
});

/** What the CRM knows of who calls; of several contacts with the number, nobody knows which it is. */
function callerCard(phoneNumber: string, contacts: readonly AcmeContact[]): Card {
  if (phoneNumber === WITHHELD)
    return strangerCard(phoneNumber, 'Caller', 'unknown: the caller withholds the number');
  const number = ['Number', bdiNumber(formatNumber(phoneNumber))] as const;
  const [contact] = contacts;
  if (!contact) return strangerCard(phoneNumber, 'New caller', 'none with this number');
  if (contacts.length > 1) {
    const others = contacts.length - NAMED;
    return {
      eyebrow: 'Caller',
      title: `${contacts.length} contacts have this number`,
      before: avatar(String(contacts.length)),
      facts: [
        ...contacts
          .slice(0, NAMED)
          .map(({ name, company }) => [company ?? 'No company', bdi(name)] as const),
        ...(others > 0 ? [['And', `${others} more`] as const] : []),
        number,
      ],
    };
  }
  return {
    eyebrow: 'Caller',
    title: contact.name,
    before: avatar(initials(contact.name)),
    facts: [
      ['Company', bdi(contact.company ?? 'unknown')],
      ['Role', bdi(contact.role ?? 'unknown')],
      ['E-mail', bdi(contact.email ?? 'unknown')],
      number,
    ],
  };
}

function leadCard(lead: Lead): Card {
  const name = [lead.firstName, lead.lastName].filter(Boolean).join(' ') || 'Unnamed lead';
  return {
    eyebrow: 'Lead',
    title: name,
    before: avatar(initials(name)),
    facts: [
      ['State', bdi(leadStateText(lead.leadState))],
      ['Place', bdi([lead.city, lead.state].filter(Boolean).join(', ') || 'unknown')],
      ['E-mail', bdi(lead.email ?? 'none')],
      ['Number', bdiNumber(numberOf(lead))],
    ],
  };
}

/** Opens the record of the caller, or of the lead that the agent requests. */
export function screenPop({ find, onContacts }: ScreenPopOptions): PagePop {
  const place = byId('pop');
  let refresh = (): void => {};
  const close = (): void => {
    refresh = () => {};
    onContacts([]);
  };
  function show(card: Card): void {
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(notice({ className: 'pop', ...card, onClose: close }));
    if (hadFocus) place.querySelector('button')?.focus();
  }

  async function caller(phoneNumber: string, onName: (name: string) => void): Promise<void> {
    const again = (): void => void caller(phoneNumber, onName);
    refresh = again;
    const contacts = await find(phoneNumber).catch(() => undefined);
    // Who calls is shown also while the CRM cannot say who it is.
    const card = contacts
      ? callerCard(phoneNumber, contacts)
      : strangerCard(phoneNumber, 'Caller', 'unknown: the contacts cannot be read now');
    onName(card.title);
    // Somebody else calls by now, or the pop was closed.
    if (refresh !== again) return;
    onContacts(contacts ?? []);
    show(card);
  }

  return {
    caller,
    lead(lead) {
      close();
      show(leadCard(lead));
    },
    refresh: () => refresh(),
  };
}
