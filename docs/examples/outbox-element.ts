// #region element
import { defineOutboxElement, type CallLogPlugin } from '@jackfield/plugin-calllog';

/** Shows the logs that wait or failed; `logs` is what `callLog` returned. */
export function showOutbox(logs: CallLogPlugin, place: HTMLElement): void {
  defineOutboxElement();
  const element = document.createElement('jackfield-outbox');
  element.outbox = logs;
  element.texts = { allDelivered: 'Every call is in Acme CRM' };
  place.append(element);
}
// #endregion element
