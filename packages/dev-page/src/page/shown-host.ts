import type { Host } from '@jackfield/core';

/** A host that the page shows, of any protocol. */
export interface ShownHost {
  readonly host: Pick<Host, 'on' | 'state' | 'capabilities' | 'add'>;
  /** The name of its widget, where there are several. */
  readonly label?: string | undefined;
}
