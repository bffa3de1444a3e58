// The script for pages without a bundler that have a REST source.
export { restContactSource } from './rest-contact-source.js';
