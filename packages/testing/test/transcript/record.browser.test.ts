import { createHost, definePlugin } from '@jackfield/core';
import { createWidget, record, replay } from '@jackfield/testing';
import { expect, it } from 'vitest';

it('records in a page, and what it recorded can be replayed there', async () => {
  const plugins = [
    definePlugin({
      name: 'acme',
      requests: {
        matchContacts: (queries) =>
          Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, [{ name: 'Ada' }]])),
      },
    }),
  ];
  const widget = createWidget();
  const { transport, clock } = widget;
  const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock });
  const tape = record(host);
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  tape.stop();
  await host.close();
  widget.close();
  expect(tape.lines.length).toBeGreaterThan(5);
  expect(tape.text()).not.toMatch(/6505550142|Ada/);
  const { differences, text } = await replay(tape.text(), (replayed) =>
    createHost({
      service: 'Acme CRM',
      plugins,
      widget: { transport: replayed.transport },
      clock: replayed.clock,
    }),
  );
  expect(differences, text()).toEqual([]);
});
