/** Leads, and the commands of a page. */
export const leadBehaviours = {
  'leads-loaded': {
    description: '"Get leads" pushes all visible leads.',
    versions: 'all',
    source: 'LeadsView.view.tsx:61-64; X0 EvLeadsUI.ts:50-53',
  },
  'leads-failed': {
    description: 'It pushes the old list when the fetch failed or was refused.',
    versions: 'all',
    source: 'LeadsView.view.tsx:61-64; EvLeads.ts:246-271; X0 EvLeads.ts:225-245',
  },
  'leads-seen': {
    description:
      'Leads are visible in certain states, or with numbers left to dial, until the agent passes them.',
    versions: 'all',
    source: 'EvLeads.ts:26-40, 71-78, 170-191; X0 EvLeads.ts:152-174',
  },
  'leads-no-destination': {
    description: 'A lead without a destination throws, and there is no event.',
    versions: '0.x',
    source: 'X0 EvLeads.ts:162-165',
  },
  'lead-called': {
    description:
      'When the agent dials a lead, callLead contains its number, even if the dialler returned early.',
    versions: 'all',
    source: 'LeadsView.view.tsx:66-69; EvLeads.ts:278-284; EvCall.ts:473-475',
  },
  'lead-passed': {
    description:
      'It pushes manualPassLead even if RingCX refused, and without the time of a call back.',
    versions: 'all',
    source: 'LeadsView.view.tsx:71-74; EvLeads.ts:216-239; Adapter.ts:390-395',
  },
  'lead-viewed': {
    description:
      'It requests viewLead while leadViewerEnabled is on; the agent does not see an error.',
    versions: 'all',
    source:
      'ThirdParty.ts:283-294; LeadsView.view.tsx:84-86; X0 ThirdPartyService/index.ts:204-215',
  },
  'dial-lead': {
    description:
      'The page can dial a lead: by leadId, else requestId, else externId, else a part of its number.',
    versions: 'all',
    source: 'Adapter.ts:311-335; X0 Adapter/index.ts:171-202',
  },
  'dial-lead-unknown': {
    description: 'A lead that is not in the list is ignored silently.',
    versions: 'all',
    source: 'Adapter.ts:328; X0 Adapter/index.ts:193-195',
  },
  'dial-lead-throws': {
    description: 'A dialLead without the object `lead` throws, if there are leads.',
    versions: 'all',
    source: 'Adapter.ts:314-315; X0 Adapter/index.ts:173-174',
  },
  'click-to-dial': {
    description: 'The page can dial a number at once; the widget converts it to E.164.',
    versions: 'all',
    source: 'Adapter.ts:300-309; parseNumber.ts:7-30; X0 Adapter/index.ts:165-169',
  },
  'click-to-dial-refused': {
    description:
      'Emergency numbers, invalid numbers and countries that the account cannot call are refused with a toast, without an answer.',
    versions: 'all',
    source:
      'EvCall.ts:358-383; parseNumber.ts:12-22; checkCountryCode.ts; X0 EvCall/index.ts:75-102',
  },
} as const;
