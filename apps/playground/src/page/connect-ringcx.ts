import { createHost, type Host, type HostOptions } from '@jackfield/core';

/** Connects Acme's page with the RingCX widget. */
export const connectRingcx = (options: HostOptions): Host => createHost(options);
