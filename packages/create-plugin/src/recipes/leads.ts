import type { Recipe } from './recipe.js';
import { showing, told } from './shown.js';

export const viewLead: Recipe = {
  method: {
    name: 'openLead',
    about:
      'Opens a lead, which the agent wants to see. Its `externId` is the id that you imported.',
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
  fake: showing('async openLead', 'lead', '`lead ${lead.leadId}`'),
  proof: {
    title: 'opens the lead that the agent wants to see',
    lines: [
      "const { status } = await widget.request('viewLead', { leadId: '168624' });",
      "expect(status).toBe('answered');",
      "expect(crm.shown).toContain('lead 168624');",
    ],
  },
};

export const loadLeads: Recipe = {
  method: told('leadsLoaded', 'The leads that the agent has in the list.', [
    'leads',
    'readonly Lead[]',
  ]),
  types: ['Lead'],
  handler: ['loadLeads: ({ leads }) => crm.leadsLoaded(leads),'],
  fake: showing('leadsLoaded', 'leads', '`leads ${leads.map(({ leadId }) => leadId).join()}`'),
  proof: {
    title: 'tells the CRM which leads are in the list',
    lines: [
      "await widget.push('loadLeads', { leads: [{ leadId: '168624' }, { leadId: '168625' }] });",
      "expect(crm.shown).toContain('leads 168624,168625');",
    ],
  },
};

export const callLead: Recipe = {
  method: told(
    'leadDialled',
    'A lead was dialled, at one of its numbers; that is no proof of a call.',
    ['lead', 'Lead'],
    ['phoneNumber', 'string'],
  ),
  types: ['Lead'],
  handler: ['callLead: ({ lead, destination }) => crm.leadDialled(lead, destination),'],
  fake: showing('leadDialled', 'lead, phoneNumber', '`dialled ${lead.leadId} at ${phoneNumber}`'),
  proof: {
    title: 'tells the CRM which lead is dialled',
    lines: [
      "await widget.push('callLead', { lead: { leadId: '168624' }, destination: '+16505550142' });",
      "expect(crm.shown).toContain('dialled 168624 at +16505550142');",
    ],
  },
};

export const manualPassLead: Recipe = {
  method: told(
    'leadPassed',
    'The agent passed a lead instead of calling it, with notes, and perhaps for a call back.',
    ['passed', "PushMap['manualPassLead']"],
  ),
  types: ['PushMap'],
  handler: ['manualPassLead: (passed) => crm.leadPassed(passed),'],
  fake: showing('leadPassed', '{ lead, notes }', '`passed ${lead.leadId}: ${notes}`'),
  proof: {
    title: 'tells the CRM which lead the agent passed, and why',
    lines: [
      "await widget.push('manualPassLead', {",
      "  lead: { leadId: '168624' },",
      "  dispositionId: '1001',",
      "  notes: 'Moved away',",
      '  callback: false,',
      '});',
      "expect(crm.shown).toContain('passed 168624: Moved away');",
    ],
  },
};
