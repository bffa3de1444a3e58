// A classic script that stands in for RingCentral's adapter.js in an application that was not changed.
import { currentScript } from './current-script.js';
import { installRingcxAdapter } from './install-ringcx-adapter.js';

installRingcxAdapter(window, currentScript());
