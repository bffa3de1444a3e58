// #region widgets
import { definePlugin } from '@jackfield/core';
import { createHost, createRingex } from '@jackfield/ringex';
import { createRingexWidget } from '@jackfield/testing';
import { expect, test } from 'vitest';

/** The plugin under test, made for RingCX. */
const acmeLogs = (saved: Map<string, string | undefined>) =>
  definePlugin({
    name: 'acme-logs',
    requests: {
      logCall({ sessionId, task }) {
        saved.set(sessionId, task?.notes);
        return 'ok';
      },
    },
  });

test.each(['2.x', '3.x', '3.1'] as const)('a call of RingEX %s is logged', async (version) => {
  const saved = new Map<string, string | undefined>();
  const widget = createRingexWidget({ version });
  const { transport, clock } = widget;
  const plugins = [acmeLogs(saved)];
  const protocol = createRingex();
  createHost({ service: 'Acme CRM', plugins, protocol, widget: { transport }, clock });
  const { key } = await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  await widget.hangUp();
  await widget.saveLog({ note: 'Call back' });
  expect(saved).toEqual(new Map([[key, 'Call back']]));
});
// #endregion widgets
