import type { Host } from '@jackfield/core';

/** What this page does with a host, of whatever widget. */
export type AcmeHost = Pick<Host, 'on' | 'state' | 'capabilities' | 'add' | 'send'>;
