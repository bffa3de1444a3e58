import type { Host } from '@jackfield/core';
import type { RecordedWire } from '@jackfield/testing';

/** A host that the page shows, of either widget. */
export interface ShownHost {
  readonly host: Host;
  /** The name of its widget, where there are several. */
  readonly label?: string | undefined;
  /** The wire on which it is recorded, if it is not RingCX. */
  readonly wire?: RecordedWire | undefined;
}
