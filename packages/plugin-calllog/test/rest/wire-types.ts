// Made by docs/build/openapi.ts from packages/plugin-calllog/rest. Do not edit.

/**
 * A call as the widget describes it in ringCall, newCall, endCall and logCall. The customer is `from` of an INBOUND call and `to` of an OUTBOUND one. 1.0 betas from before 2026-03-13 pushed the raw engage-voice call instead (`uii`, `ani`, `dnis`, no `id`) in ringCall, newCall and endCall: those pushes are invalid here and are not delivered.
 */
export interface Call {
  /**
   * The engage-voice call id (`uii`), thirty digits; the same over ring, answer, end and log. It is not the key of the call log: a call has several legs, and that key is the top-level `sessionId` of logCall.
   */
  readonly id: string;
  /**
   * Whether the customer called (INBOUND) or was called (OUTBOUND). Upper case here, lower case in matchContacts. The widget's types also know INTERNAL.
   */
  readonly direction: 'INBOUND' | 'OUTBOUND' | 'INTERNAL' | (string & {});
  /**
   * Who called: the customer if INBOUND, the number shown for the agent if OUTBOUND.
   */
  readonly from: CallParty;
  /**
   * Who was called: the customer if OUTBOUND, the dialled number of the queue if INBOUND.
   */
  readonly to: CallParty;
  /**
   * A constant of the message rather than the state of the call: CallRing in ringCall, CallConnected in newCall and logCall, and still CallConnected in endCall. 0.x may say CallConnected even in ringCall.
   */
  readonly telephonyStatus?: ('CallRing' | 'CallConnected' | (string & {})) | undefined;
  /**
   * The number of the call's leg, not of the call: '2' for almost every agent leg, so not unique and never a key. Usually absent in ringCall. In `next`, the segment id for calls known from history only.
   */
  readonly sessionId?: string | undefined;
  /**
   * The same value as `id`.
   */
  readonly telephonySessionId?: string | undefined;
  /**
   * The engage-voice agent id, e.g. '1554304'. May be empty while a call rings.
   */
  readonly partyId?: string | undefined;
  /**
   * When the call was queued, in milliseconds since 1970. In 0.x and 1.0 it is off by the zone difference unless the agent sits in New York: the server's America/New_York wall time is parsed as the browser's local time. (To recover: render it in the browser's zone, read that as New York time.) Absent in 1.0, and NaN in 0.x, if the server sent no time; NaN passes as a number. Right since `next`.
   */
  readonly startTime?: number | undefined;
  /**
   * Always 0.
   */
  readonly offset?: number | undefined;
  /**
   * Always an empty array, in every version; no contacts ever arrive here.
   */
  readonly fromMatches?: readonly unknown[] | undefined;
  /**
   * Always an empty array, in every version; no contacts ever arrive here.
   */
  readonly toMatches?: readonly unknown[] | undefined;
  /**
   * Always an empty array, in every version; no call logs ever arrive here.
   */
  readonly activityMatches?: readonly unknown[] | undefined;
  /**
   * Where the recording can be fetched. Absent in ringCall, and absent or empty if the call is not recorded (or not yet).
   */
  readonly recordingUrl?: string | undefined;
  /**
   * How long the call lasted, in seconds, once it has ended. Only `next` sends it; earlier versions do not send the duration.
   */
  readonly duration?: number | undefined;
  /**
   * The id of this agent's segment of the call, which `next` uses as a second key of call logs.
   */
  readonly segmentId?: string | undefined;
  /**
   * The key of the call's log (the `sessionId` of logCall), where an event of the call has it already.
   */
  readonly logKey?: string | undefined;
  /**
   * How the call ended, as `Call connected`, `Missed`, `Voicemail` or `Disconnected`.
   */
  readonly result?: string | undefined;
}

/**
 * The times and the outcome of a call, derived from the widget's messages.
 */
export interface CallDetails {
  readonly direction: 'inbound' | 'outbound' | 'internal' | 'unknown';
  /**
   * `unknown` if the page received neither the ring nor the answer.
   */
  readonly outcome: 'answered' | 'missed' | 'unknown';
  /**
   * When the call began, in milliseconds since 1970.
   */
  readonly startedAt?: number | undefined;
  /**
   * Whether `startedAt` is certain: some versions of the widget read New York's wall time in the browser's zone.
   */
  readonly startTimeCertain: boolean;
  /**
   * `false` if the computer's clock was set during the call, or the computer slept. Then `answeredAt` and `endedAt` are absent, and so is `talkSeconds` unless the widget sent a `duration`.
   */
  readonly timesCertain: boolean;
  /**
   * The call's `startTime` as the widget sent it first; absent if it is not a number.
   */
  readonly rawStartTime?: number | undefined;
  /**
   * When the page received the message about the answer, in milliseconds since 1970.
   */
  readonly answeredAt?: number | undefined;
  /**
   * When the page received the message about the end, in milliseconds since 1970.
   */
  readonly endedAt?: number | undefined;
  /**
   * The time from answer to end.
   */
  readonly talkSeconds?: number | undefined;
}

/**
 * What the agent chose on the disposition page.
 */
export interface CallLogDisposition {
  /**
   * The value in the message: an opaque id, or the name in history rows of later versions.
   */
  readonly id: string;
  /**
   * The label, if it is known.
   */
  readonly label?: string | undefined;
}

/**
 * One place where a log violates its schema.
 */
export interface CallLogIssue {
  /**
   * JSON pointer into `raw`; the empty string is `raw` itself.
   */
  readonly pointer: string;
  /**
   * The JSON Schema keyword that failed.
   */
  readonly keyword: string;
  /**
   * What the schema expects there.
   */
  readonly expected: string;
  /**
   * The type of the received value, never the value itself.
   */
  readonly received: string;
  /**
   * The issue as a sentence.
   */
  readonly message: string;
}

/**
 * One call's log. JSON has no NaN: numbers that are not finite are left out.
 */
export interface CallLogRecord {
  /**
   * Identifies the call: keep one row for each key.
   */
  readonly key: string;
  /**
   * Increases with each log of a key. A write whose revision is not higher than the row's changes nothing; above the maximum, there would be no higher one.
   */
  readonly revision: number;
  /**
   * The call as the widget sent it.
   */
  readonly call: Call;
  /**
   * What the agent wrote; absent if the agent entered nothing.
   */
  readonly task?: Task | undefined;
  /**
   * When the log arrived in the page, in milliseconds since 1970.
   */
  readonly receivedAt: number;
  /**
   * `agent` (the default): the agent submitted the log. `derived`: the call ended and the agent did not submit one.
   */
  readonly origin?: ('agent' | 'derived') | undefined;
  /**
   * The id of the CRM's user whose log it is.
   */
  readonly owner?: string | undefined;
  /**
   * The contact of the call, if it is certain.
   */
  readonly contact?: Contact | undefined;
  /**
   * All contacts that match the call's number.
   */
  readonly candidates?: readonly Contact[] | undefined;
  /**
   * What the agent chose.
   */
  readonly disposition?: CallLogDisposition | undefined;
  /**
   * The times and the outcome of the call.
   */
  readonly callDetails?: CallDetails | undefined;
}

/**
 * One side of a call: its number and, with luck, its name.
 */
export interface CallParty {
  /**
   * The number as the carrier sent it: usually ten national digits ('6503945910'), but also E.164, an extension or 'anonymous'. Normalise it before comparing. `next` prefers E.164 here, while the number in a matchContacts query may still be the raw one.
   */
  readonly phoneNumber: string;
  /**
   * On the customer's side the name of the first contact that matchContacts returned; on the agent's side simply the agent's number again. Absent in ringCall. In newCall and endCall of 1.0 the customer's name is always absent, since matching starts after the push. Rely on it in logCall at most.
   */
  readonly name?: string | undefined;
}

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
 * The requested keys.
 */
export interface FindCallLogs {
  /**
   * Identifies the call: keep one row for each key.
   */
  readonly keys: readonly string[];
}

/**
 * An existing log.
 */
export interface FoundCallLog {
  /**
   * One of the requested keys.
   */
  readonly key: string;
  /**
   * The log's id in the CRM.
   */
  readonly id?: (string | number) | undefined;
  /**
   * The `id` of the contact that it was logged on.
   */
  readonly contactId?: (string | number) | undefined;
}

/**
 * The logged keys among the requested ones.
 */
export interface FoundCallLogs {
  readonly found: readonly FoundCallLog[];
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

/**
 * A log that violates its schema, kept so that a person can look at it.
 */
export interface RejectedCallLog {
  /**
   * The log's key if it has one, else a generated key.
   */
  readonly key: string;
  /**
   * Like the revision of a call log.
   */
  readonly revision: number;
  /**
   * What the widget sent, unchanged.
   */
  readonly raw: unknown;
  /**
   * What is wrong with `raw`.
   */
  readonly issues: readonly CallLogIssue[];
  /**
   * The wire that `raw` is from: `ringcx` or `ringex`.
   */
  readonly wire?: string | undefined;
  /**
   * When it arrived in the page, in milliseconds since 1970.
   */
  readonly receivedAt: number;
}

/**
 * What the agent entered on the disposition page. Every member may be absent: 0.x has no `summary`, and sends `notes` and `dispositionId` undefined if untouched.
 */
export interface Task {
  /**
   * The id of the chosen disposition, null or absent if none was chosen. Its label is never sent, nor is the list it comes from. For calls known from history only, `next` sends the disposition's name here instead.
   */
  readonly dispositionId?: (string | null) | undefined;
  /**
   * The agent's notes: plain text, at most 32000 characters in the widget's form; not limited here, since a log is never refused for its length.
   */
  readonly notes?: string | undefined;
  /**
   * The AI summary as the agent left it; may be empty. 0.x does not have it.
   */
  readonly summary?: string | undefined;
}

/**
 * The row after the write. Its revision is the one that was sent, or a higher one.
 */
export interface WrittenCallLog {
  readonly key: string;
  readonly revision: number;
  /**
   * The log's id in the CRM.
   */
  readonly id: string | number;
}
