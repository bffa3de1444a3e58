import { createHost, type HostOptions } from '@jackfield/core';
import type { AcmeHost } from './acme-host.js';

/** Connects Acme's page with the RingCX widget. */
export const connectRingcx = (options: HostOptions): AcmeHost => createHost(options);
