import { registerPhoneBehaviours } from './phone-behaviours.js';

registerPhoneBehaviours(['1.0']);
