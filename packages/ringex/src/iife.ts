export { createRingex } from './protocol.js';
