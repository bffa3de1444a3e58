// The page that outbox-policy.browser.test.ts opens: an element with one failed log.
import { defineOutboxElement } from '../../src/element/outbox-element.js';
import { fakeOutbox, item } from './fake-outbox.js';

const refused: string[] = [];
Object.assign(globalThis, { refused });
document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
  refused.push(violatedDirective),
);

defineOutboxElement();
const outbox = fakeOutbox([item('1$2', 'failed', { tries: 1, reason: 'The CRM answered 503.' })]);
const element = document.createElement('jackfield-outbox');
element.outbox = {
  ...outbox,
  async discard() {
    outbox.set([]);
  },
};
document.body.append(element);
