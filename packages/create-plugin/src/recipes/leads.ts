import type { Recipe } from './recipe.js';
import { notification, recordShown } from './shown.js';

export const viewLead: Recipe = {
  method: {
    name: 'openLead',
    about: 'Opens a lead that the agent selected. Its `externId` is the id that you imported.',
    parameters: [
      ['lead', 'Lead'],
      ['signal', 'AbortSignal'],
    ],
    result: 'Promise<void>',
  },
  types: ['Lead'],
  handler: [
    'async viewLead(lead, { signal }) {',
    '  await crm.openLead(lead, signal);',
    "  return 'ok';",
    '},',
  ],
  fake: recordShown('async openLead', 'lead', '`lead ${lead.leadId}`'),
  test: {
    title: 'opens the lead that the agent selected',
    lines: [
      "const { status } = await widget.request('viewLead', { leadId: '168624' });",
      "expect(status).toBe('answered');",
      "expect(crm.shown).toContain('lead 168624');",
    ],
    ringex: [
      "const { status } = await widget.request('viewLead', { lead: { leadId: '168624' } });",
      "expect(status).toBe('answered');",
      "expect(crm.shown).toContain('lead 168624');",
    ],
  },
};

export const loadLeads: Recipe = {
  method: notification('leadsLoaded', 'Called with the leads in the list of the agent.', [
    'leads',
    'readonly Lead[]',
  ]),
  types: ['Lead'],
  handler: ['loadLeads: ({ leads }) => crm.leadsLoaded(leads),'],
  fake: recordShown('leadsLoaded', 'leads', '`leads ${leads.map(({ leadId }) => leadId).join()}`'),
  test: {
    title: 'informs the CRM which leads are in the list',
    lines: [
      "await widget.push('loadLeads', { leads: [{ leadId: '168624' }, { leadId: '168625' }] });",
      "expect(crm.shown).toContain('leads 168624,168625');",
    ],
    ringex: [
      "const raws = [{ leadId: '168624' }, { leadId: '168625' }];",
      'const leads = raws.map((raw) => ({ leadId: raw.leadId, raw }));',
      "await widget.push('lead', { action: 'loaded', leads });",
      "expect(crm.shown).toContain('leads 168624,168625');",
    ],
  },
};

export const callLead: Recipe = {
  method: notification(
    'leadDialled',
    'Called when a lead was dialled at one of its numbers; the call may still fail.',
    ['lead', 'Lead'],
    ['phoneNumber', 'string'],
  ),
  types: ['Lead'],
  handler: ['callLead: ({ lead, destination }) => crm.leadDialled(lead, destination),'],
  fake: recordShown(
    'leadDialled',
    'lead, phoneNumber',
    '`dialled ${lead.leadId} at ${phoneNumber}`',
  ),
  test: {
    title: 'informs the CRM which lead was dialled',
    lines: [
      "await widget.push('callLead', { lead: { leadId: '168624' }, destination: '+16505550142' });",
      "expect(crm.shown).toContain('dialled 168624 at +16505550142');",
    ],
    ringex: [
      "const lead = { leadId: '168624', raw: { leadId: '168624' } };",
      "await widget.push('lead', { action: 'dialed', lead, destination: '+16505550142' });",
      "expect(crm.shown).toContain('dialled 168624 at +16505550142');",
    ],
  },
};

export const manualPassLead: Recipe = {
  method: notification(
    'leadPassed',
    'Called when the agent passed a lead instead of calling it, with notes, and perhaps a callback.',
    ['passed', "PushMap['manualPassLead']"],
  ),
  types: ['PushMap'],
  handler: ['manualPassLead: (passed) => crm.leadPassed(passed),'],
  fake: recordShown('leadPassed', '{ lead, notes }', "`passed ${lead.leadId}: ${notes ?? ''}`"),
  test: {
    title: 'informs the CRM which lead the agent passed, and why',
    lines: [
      "await widget.push('manualPassLead', {",
      "  lead: { leadId: '168624' },",
      "  dispositionId: '1001',",
      "  notes: 'Moved away',",
      '  callback: false,',
      '});',
      "expect(crm.shown).toContain('passed 168624: Moved away');",
    ],
    ringex: [
      "const lead = { leadId: '168624', raw: { leadId: '168624' } };",
      "await widget.push('lead', { action: 'passed', lead });",
      '// RingEX does not send the notes.',
      "expect(crm.shown).toContain('passed 168624: ');",
    ],
  },
};
