// #region test
import { createHost } from '@jackfield/core';
import { createWidget, examples } from '@jackfield/testing';
import { expect, test, vi } from 'vitest';
import { acmeLeads } from './first-plugin.js';

test('shows who rings, and opens the lead that the agent wants to see', async () => {
  const crm = { openLead: vi.fn(async () => undefined), showCaller: vi.fn() };
  const { transport, clock, ...widget } = createWidget();
  const plugins = [acmeLeads(crm)];
  const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock });

  await widget.inboundCall({ from: '+16505550142' });
  expect(crm.showCaller).toHaveBeenCalledWith('+16505550142');

  for (const lead of examples('viewLead')) {
    expect(await widget.request('viewLead', lead)).toMatchObject({ result: 'ok' });
    expect(crm.openLead).toHaveBeenLastCalledWith(lead, expect.any(AbortSignal));
  }
  await host.close();
});
// #endregion test

// #region contract
import { testPlugin } from '@jackfield/testing/vitest';

testPlugin(() => acmeLeads({ openLead: async () => undefined, showCaller: () => undefined }));
// #endregion contract
