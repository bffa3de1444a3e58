import { VERSIONS } from '../../../packages/testing/src/widget/version.js';
import { registerPhoneBehaviours } from './phone-behaviours.js';

registerPhoneBehaviours(VERSIONS.filter((version) => version !== '1.0'));
