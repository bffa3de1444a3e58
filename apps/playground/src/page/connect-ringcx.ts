import { createHost, type HostOptions } from '@jackfield/core';
import type { ShownHost } from '@jackfield/dev-page/page/shown-host';

/** Connects Acme's page with the RingCX widget. */
export const connectRingcx = (options: HostOptions): ShownHost => ({ host: createHost(options) });
