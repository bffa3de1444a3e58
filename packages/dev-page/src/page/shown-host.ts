import type { Host } from '@jackfield/core';

/** A host that the page shows, of either widget. */
export interface ShownHost {
  readonly host: Host;
  /** The name of its widget, where there are several. */
  readonly label?: string | undefined;
}
