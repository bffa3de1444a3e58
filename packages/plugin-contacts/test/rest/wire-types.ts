// Made by docs/build/openapi.ts from packages/plugin-contacts/rest. Do not edit.

/**
 * A person of the CRM, as the widget takes it. It shows `name` and `profileImageUrl` of the first contact found for a number, and reads nothing else but `id`, in the call history.
 */
export interface Contact {
  /**
   * The contact's id in the CRM. The history compares it with `contactId` of a call log. Contacts of equal `type` and `id` from several plugins count as one.
   */
  readonly id?: (string | number) | undefined;
  /**
   * Where the contact comes from; by convention the service's name. No version shows it.
   */
  readonly type?: string | undefined;
  /**
   * The name that the agent sees.
   */
  readonly name: string;
  /**
   * The contact's numbers. No version reads them.
   */
  readonly phoneNumbers?: readonly ContactPhoneNumber[] | undefined;
  /**
   * A picture for the active call. 0.x does not show it.
   */
  readonly profileImageUrl?: string | undefined;
  /**
   * The kind of record in the CRM, such as `Lead`; `type` if there is none.
   */
  readonly entityType?: string | undefined;
  /**
   * The company of the contact.
   */
  readonly company?: string | undefined;
  /**
   * The contact's address for e-mail.
   */
  readonly email?: string | undefined;
}

/**
 * The changes since a token.
 */
export interface ContactChanges {
  /**
   * New and changed contacts, complete.
   */
  readonly contacts: readonly Contact[];
  readonly deleted: readonly DeletedContact[];
  /**
   * The token for the next request.
   */
  readonly next: string;
  /**
   * Whether more changes are available now.
   */
  readonly more: boolean;
}

/**
 * A number of a contact. Documented by the widget, but no version reads it yet.
 */
export interface ContactPhoneNumber {
  /**
   * The number.
   */
  readonly phoneNumber?: string | undefined;
  /**
   * What kind of number it is, e.g. 'direct'.
   */
  readonly phoneType?: string | undefined;
}

/**
 * A deleted contact.
 */
export interface DeletedContact {
  /**
   * The contact's `type`, if it had one.
   */
  readonly type?: string | undefined;
  /**
   * The contact's `id`.
   */
  readonly id: string | number;
}

/**
 * The numbers to look up.
 */
export interface MatchContacts {
  /**
   * E.164, with `;ext=12` after it where the extension is known; or unchanged if it is not a phone number (a short code, an internal extension). `~3945910` requests all contacts whose numbers end with these digits; a server without this feature returns nothing for it.
   */
  readonly phoneNumbers: readonly string[];
}

/**
 * The contacts of each number.
 */
export interface MatchedContacts {
  /**
   * By the requested strings, unchanged, with the most recently touched contact first. Numbers without a contact are omitted.
   */
  readonly contacts: {
    readonly [k: string]: readonly Contact[];
  };
}

/**
 * What went wrong (RFC 9457). No member holds personal data or a secret: the page may show and report it.
 */
export interface Problem {
  /**
   * A URI that names the kind of problem.
   */
  readonly type?: string | undefined;
  /**
   * The kind of problem in words.
   */
  readonly title?: string | undefined;
  /**
   * The status of the answer.
   */
  readonly status?: number | undefined;
  /**
   * What is wrong this time.
   */
  readonly detail?: string | undefined;
}
