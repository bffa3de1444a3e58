import type { Members } from './wire.js';

/** The messages of one correspondent on one day, which are logged together. Plain data. */
export interface Conversation extends Members {
  /** The key of its log: the conversation and the date (ConversationLogger/index.ts:240-275). */
  readonly conversationLogId: string;
  readonly conversationId: string;
  readonly messages: readonly Members[];
}

/** A text message that arrives. */
export interface IncomingMessage {
  readonly from: string;
  readonly text: string;
}

/** Returns a date as it is in the key of a log. */
const dateOf = (time: number): string => {
  const date = new Date(time);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
};

/** Returns a message of the message store. */
export function messageOf(
  { from, text }: IncomingMessage,
  serial: number,
  to: string,
  now: number,
): Members {
  return {
    id: serial,
    conversationId: `c${from.replaceAll(/\D/g, '') || from}`,
    direction: 'Inbound',
    type: 'SMS',
    from: { phoneNumber: from },
    to: [{ phoneNumber: to }],
    subject: text,
    creationTime: now,
    lastModifiedTime: now,
    readStatus: 'Unread',
    messageStatus: 'Received',
  };
}

/** Returns a message as the server sent it: the events have it so, the logs as it is stored (MessageStore/index.ts). */
export function asServerSent({ conversationId, ...message }: Members): Members {
  const isoOf = (time: unknown): string => new Date(time as number).toISOString();
  return {
    ...message,
    conversation: { id: conversationId },
    creationTime: isoOf(message['creationTime']),
    lastModifiedTime: isoOf(message['lastModifiedTime']),
  };
}

/** Adds a message to its conversation of the day, which becomes the newest. */
export function addMessage(conversations: Conversation[], message: Members): Conversation {
  const { conversationId, creationTime } = message as {
    readonly conversationId: string;
    readonly creationTime: number;
  };
  const date = dateOf(creationTime);
  const conversationLogId = `${conversationId}/${date}`;
  const index = conversations.findIndex((one) => one.conversationLogId === conversationLogId);
  const [known] = index < 0 ? [] : conversations.splice(index, 1);
  const conversation: Conversation = {
    conversationLogId,
    conversationId,
    creationTime: known?.['creationTime'] ?? creationTime,
    date,
    type: 'SMS',
    self: (message['to'] as readonly unknown[])[0],
    correspondents: [message['from']],
    messages: [message, ...(known?.messages ?? [])],
  };
  conversations.unshift(conversation);
  return conversation;
}
