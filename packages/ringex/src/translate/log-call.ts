import type { Contact, RequestMap as Canonical } from '@jackfield/core';
import type { DataOf } from '@jackfield/core/protocol';
import type { RequestMap as Wire } from '../generated/areas/base/messages.js';
import type { RingexOptions } from './options.js';
import { defined, msOf, partyOf, requireText } from './parts.js';
import type { SeenCalls } from './seen-calls.js';

type Body = DataOf<Wire['logCall']>;
type Data = DataOf<Canonical['logCall']>;

/** What the status of a call is while it lasts (RingCentral's `TelephonyStatus` and `PartyStatusCode`). */
const LIVE = /^(ringing|callconnected|onhold|parkedcall|setup|proceeding|answered|hold|parked)$/i;

/**
 * Returns the body of `logCall`; `undefined` for a call that lasts, whose log comes later.
 *
 * @throws `TypeError` for a call without an id, which has no key: the message is invalid then
 */
export function logOf(
  body: Body,
  seen: SeenCalls,
  { logFrom = 'end' }: RingexOptions,
): Data | undefined {
  const { call, triggerType } = body;
  const isRingcx = call.source === 'ringcx';
  const telephonySessionId = isRingcx ? call.id : call.telephonySessionId;
  const id = seen.idOf(telephonySessionId, call.sessionId, call.id);
  const status = call.result ?? call.telephonyStatus ?? '';
  const isLive = LIVE.test(status) && !seen.hasEnded(id);
  if (triggerType === 'presenceUpdate' && isLive && (logFrom === 'end' || isBefore(status)))
    return undefined;

  const direction = call.direction?.toUpperCase() ?? '';
  const [from, to] = [body.fromEntity, body.toEntity];
  // Of a call that lasts, it includes the ringing.
  const isFigure = triggerType !== 'presenceUpdate' && !isLive;
  return defined({
    sessionId: requireText(call.sessionId ?? (id || call.id)),
    call: defined({
      id,
      direction,
      from: partyOf(call.from, from?.name || call.fromName),
      to: partyOf(call.to, to?.name || call.toName),
      telephonyStatus: 'CallConnected',
      telephonySessionId: telephonySessionId ?? id,
      partyId: textOf(call.partyId),
      startTime: msOf(call.startTime),
      duration: isFigure ? call.duration : undefined,
      recordingUrl: call.recording?.link,
      result: call.result,
    }),
    task: taskOf(body),
    trigger: triggerType,
    source: isRingcx ? 'ringcx' : 'ringcentral',
    contact: contactOf(direction === 'INBOUND' ? from : to, body.formData?.['contactId']),
    redirect: body.redirect,
    formData: body.formData,
  });
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined;

/** Whether a status comes before the connection. */
const isBefore = (status: string): boolean => /^(ringing|setup|proceeding)$/i.test(status);

/** What the log says about what the agent entered: another one of the call says the rest. */
function taskOf({ call, note, formData, aiNote }: Body): Data['task'] {
  const task = defined({
    dispositionId: textOf(call.ringcx?.disposition),
    // The form begins with the notes of the disposition page.
    notes: textOf(note ?? formData?.['note'] ?? call.ringcx?.notes),
    summary: textOf(aiNote || call.aiNote) || undefined,
  });
  return Object.keys(task).length > 0 ? task : undefined;
}

/** The contact that the agent chose, or the only one that was found; in a form, its id alone. */
function contactOf(entity: Body['fromEntity'], chosen: unknown): Contact | undefined {
  const known = entity ?? {};
  const id = known.contactId ?? known.id ?? (typeof chosen === 'string' ? chosen : undefined);
  if (id === undefined || id === '') return undefined;
  return defined({
    id,
    name: known.name ?? '',
    type: known.type,
    entityType: known.entityType,
  });
}
