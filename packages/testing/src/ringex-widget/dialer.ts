import type { Context } from './context.js';
import { normalizeDialled } from './shapes.js';
import type { WidgetDocument } from './widget-document.js';
import type { Members } from './wire.js';

/** The dialler and the composer of one document. */
export interface Dialer {
  /** Calls a number, unless the page says that it must not be contacted. */
  call(phoneNumber: string, contact: Members): Promise<unknown>;
  /** Whether a text message to these may be sent. */
  maySend(recipients: readonly Members[]): Promise<boolean>;
}

/**
 * Asks the page before a call or a message, and fails open: without an answer in time, or with one that
 * is not an object, the call is made (DialerUI/index.ts:20-78; ComposeText/index.ts:24-70).
 */
export function createDialer(
  { settings, storage, line, toast, changed }: Context,
  document: WidgetDocument,
): Dialer {
  async function isPermitted(body: Members): Promise<boolean> {
    if (!document.thirdParty.state.isDoNotContactRegistered) return true;
    try {
      const found = await document.thirdParty.checkDoNotContact(body);
      if (!found?.['result']) return true;
      toast('warning', String(found['message'] || 'The number is on the Do Not Contact list.'));
      return found['mode'] !== 'restrict' && settings.callsAnyway;
    } catch {
      return true;
    }
  }

  return {
    async call(phoneNumber, contact) {
      if (!(await isPermitted({ ...contact, actionType: 'call' }))) return undefined;
      const fromNumber = storage.fromNumber;
      const [, done] = line.dial({ number: normalizeDialled(phoneNumber), fromNumber });
      changed();
      return done;
    },
    maySend: (recipients) => isPermitted({ recipients, actionType: 'sms' }),
  };
}
