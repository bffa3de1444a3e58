import { protocol as calls } from './generated/areas/calls/protocol.js';
import { protocol as contacts } from './generated/areas/contacts/protocol.js';
import { protocol as messages } from './generated/areas/messages/protocol.js';
import { protocol as pages } from './generated/areas/pages/protocol.js';
import { protocol as phone } from './generated/areas/phone/protocol.js';
import type { Messages as CallMessages } from './generated/areas/calls/messages.js';
import type { Messages as ContactMessages } from './generated/areas/contacts/messages.js';
import type { Messages as MessageMessages } from './generated/areas/messages/messages.js';
import type { Messages as PageMessages } from './generated/areas/pages/messages.js';
import type { Messages as PhoneMessages } from './generated/areas/phone/messages.js';
import type { Area } from './messages.js';

/** Calls on hold, what the agent does in RingCX, the widget's call logs, notices to the agent. */
export const callsArea: Area<CallMessages> = { name: 'calls', protocol: calls };
/** Search in contacts, the whole address book, activities of a contact, do-not-contact. */
export const contactsArea: Area<ContactMessages> = { name: 'contacts', protocol: contacts };
/** Text messages, voicemails and faxes, and their logs. */
export const messagesArea: Area<MessageMessages> = { name: 'messages', protocol: messages };
/** Forms for logs, pages, apps, buttons, settings, the banner, authorisation. */
export const pagesArea: Area<PageMessages> = { name: 'pages', protocol: pages };
/** The phone's own settings and states, presence, meetings. */
export const phoneArea: Area<PhoneMessages> = { name: 'phone', protocol: phone };
