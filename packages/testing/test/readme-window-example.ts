import { connectWindow } from '@jackfield/testing';
import { expect, test } from 'vitest';
import { onMessage } from './listener.js'; // your code

test('the page answers as the widget expects', async () => {
  const page = new EventTarget(); // or the window of happy-dom or jsdom
  page.addEventListener('message', onMessage);
  const widget = connectWindow(page); // RingEX: connectWindow(page, { wire: 'ringex' })

  await widget.inboundCall({ from: '+16505550142' });

  expect(widget.requests).toMatchObject([{ name: 'matchContacts', status: 'answered' }]);
  expect(widget.problems()).toEqual([]);
  widget.close();
});
