/** The CRM of the README's example, which the test fills in before the example runs. */
import type { HostOptions } from '@jackfield/core';
import type { CallLogStore } from '@jackfield/plugin-calllog';
import type { ContactSource } from '@jackfield/plugin-contacts';

export interface Crm {
  readonly logs: CallLogStore;
  readonly people: ContactSource;
  open(phoneNumber: string): void;
  warn(problem: string): void;
}

export let crm: Crm;
export let widget: HostOptions['widget'];

export function prepare(given: Crm, connection: HostOptions['widget']): void {
  crm = given;
  widget = connection;
}
