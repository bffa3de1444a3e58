import { applyMask } from '@jackfield/core/ringcx';
import { fill, type Layout, layoutsOf } from '@jackfield/plugin-kit/layout';
import { toJson } from '@jackfield/plugin-kit/special-values';
import type { Journal, Recorded } from '../simulator/journal.js';
import { wrapWidgetResponse } from '../transcript/envelopes.js';
import { createHide } from '../transcript/hide.js';
import { readRecordedEnvelope } from '../transcript/read-recorded-envelope.js';
import type { AnyWire } from '../transcript/recorded-wire.js';
import { FORMAT, type MessageLine, type TranscriptHeader } from '../transcript/transcript.js';

type Entry = Recorded & { readonly direction: 'in' | 'out' };

/**
 * Returns the transcript of a widget's journal, without personal data: what {@link replay} performs and
 * `jackfield check-transcript` reads. What a host did with the messages is not known.
 */
export function transcriptOf(
  wire: AnyWire,
  { sent, received, requests }: Pick<Journal<string>, 'sent' | 'received' | 'requests'>,
  service: string,
): string {
  const { protocol, envelopes } = wire;
  const hide = createHide('pseudonym');
  const layouts = layoutsOf(envelopes, 'widget');
  const byId = new Map(requests.map((request) => [request.id, request]));

  function lineOf({ at, direction, name, envelope }: Entry): MessageLine | undefined {
    const parsed = readRecordedEnvelope(wire, direction, envelope);
    if (!parsed) return undefined;
    const { kind, id, type, body, error } = parsed;
    if (kind === 'response') {
      const request = byId.get(id);
      // The answers of the widget to requests of the page have no name in the journal.
      if (direction === 'in')
        return { at, direction, envelope: wrapWidgetResponse(wire, id, undefined, undefined) };
      const result = applyMask(body, protocol.masks.fromWidget[request?.name ?? '']?.result, hide);
      return {
        at,
        direction,
        ...(request && { name: request.name, ms: at - request.at }),
        envelope: protocol.wrapResponse(id, result, error ? '‹error›' : undefined, request?.name),
        outcome: error ? 'failed' : 'answered',
      };
    }
    const masks = protocol.masks[direction === 'in' ? 'fromWidget' : 'fromPage'][name ?? ''];
    const hidden = applyMask(body, masks?.data ?? masks?.body, hide);
    const layout = layouts.get(kind) as Layout;
    const wrapped =
      direction === 'out'
        ? protocol.wrapMessage(kind, type, hidden, id)
        : kind === 'bare'
          ? { ...(hidden as object), ...(fill(layout, { type }) as object) }
          : fill(layout, { id, type, body: hidden, rest: hidden });
    return {
      at,
      direction,
      ...(name !== undefined && { name }),
      envelope: wrapped,
      ...(direction === 'out' && { outcome: 'sent' }),
    };
  }

  const entries: Entry[] = [
    ...sent.map((entry) => ({ ...entry, direction: 'in' as const })),
    ...received.map((entry) => ({ ...entry, direction: 'out' as const })),
  ].sort((a, b) => a.at - b.at);
  const lines = entries.flatMap((entry) => lineOf(entry) ?? []);
  const header: TranscriptHeader = {
    jackfield: 'transcript',
    version: FORMAT,
    wire: protocol.name,
    personal: 'pseudonym',
    service,
    state: 'loading',
    at: entries[0]?.at ?? 0,
  };
  return [header, ...lines, { end: 'stopped', dropped: 0 }]
    .map((line) => `${JSON.stringify(toJson(line))}\n`)
    .join('');
}
