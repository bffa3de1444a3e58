import type { HostEvents } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import { type Members, names, wrap } from '../widget/envelope.js';
import { type Hide, reveal } from './reveal.js';

/** Rebuilds posted envelopes from the events of a host. */
export interface Envelopes {
  message(event: HostEvents['requestReceived'] | HostEvents['message']): Members;
  /** The response to the event's request. */
  response(event: HostEvents['message']): Members;
}

/** A type without anything personal. */
const TYPE = /^[a-z][a-zA-Z]*(-[a-zA-Z]+)*$/;

/** Replaces the text of an error. */
const ERROR = '‹error›';

/** @param hide - returns the replacement of personal data */
export function createEnvelopes(hide: Hide): Envelopes {
  return {
    message(event) {
      const { direction, kind, bare, requestId } = event;
      const { body, wireType: posted } = reveal(event, hide);
      // A report about a new version of the widget needs its new types, which are words.
      const wireType = TYPE.test(posted) ? posted : event.wireType;
      if (direction === 'out')
        return protocol.wrapMessage(bare ? 'bare' : kind, wireType, body, requestId) as Members;
      if (kind === 'request') return wrap.request(requestId ?? '', wireType, body);
      // Object(), because spreading a body that is not an object would lose it.
      return (bare ? wrap.bare : wrap.push)(wireType, Object(body) as object);
    },
    response(event) {
      const { direction, requestId = '', outcome } = event;
      const { result } = reveal(event, hide);
      const error = outcome === 'failed' || event.error !== undefined ? ERROR : undefined;
      if (direction === 'in') return protocol.wrapResponse(requestId, result, error) as Members;
      const { error: member } = names.widget.response;
      return { ...wrap.response(requestId, result), ...(error ? { [member]: error } : {}) };
    },
  };
}
