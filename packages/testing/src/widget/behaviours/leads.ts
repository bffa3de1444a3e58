/** Leads, and what a page may command. */
export const leadBehaviours = {
  'leads-loaded': {
    says: '"Get leads" tells all leads that can be seen then.',
    versions: 'all',
    source: 'LeadsView.view.tsx:61-64; X0 EvLeadsUI.ts:50-53',
  },
  'leads-failed': {
    says: 'It tells them also when the fetch failed or was refused: the old list.',
    versions: 'all',
    source: 'LeadsView.view.tsx:61-64; EvLeads.ts:246-271; X0 EvLeads.ts:225-245',
  },
  'leads-seen': {
    says: 'Seen are leads in certain states, or with numbers left to dial, until they are passed.',
    versions: 'all',
    source: 'EvLeads.ts:26-40, 71-78, 170-191; X0 EvLeads.ts:152-174',
  },
  'leads-no-destination': {
    says: 'A lead without a destination throws, and nothing is told.',
    versions: '0.x',
    source: 'X0 EvLeads.ts:162-165',
  },
  'lead-called': {
    says: 'A lead that the agent dials is told with its number, also where the dialler returned early.',
    versions: 'all',
    source: 'LeadsView.view.tsx:66-69; EvLeads.ts:278-284; EvCall.ts:473-475',
  },
  'lead-passed': {
    says: 'A passed lead is told also when RingCX refused, and without the time of a call back.',
    versions: 'all',
    source: 'LeadsView.view.tsx:71-74; EvLeads.ts:216-239; Adapter.ts:390-395',
  },
  'lead-viewed': {
    says: 'A lead is asked to be shown while leadViewerEnabled is on; an error shows the agent nothing.',
    versions: 'all',
    source:
      'ThirdParty.ts:283-294; LeadsView.view.tsx:84-86; X0 ThirdPartyService/index.ts:204-215',
  },
  'dial-lead': {
    says: 'The page may have a lead dialled: by leadId, else requestId, else externId, else a part of its number.',
    versions: 'all',
    source: 'Adapter.ts:311-335; X0 Adapter/index.ts:171-202',
  },
  'dial-lead-unknown': {
    says: 'A lead that is not in the list is passed over without a word.',
    versions: 'all',
    source: 'Adapter.ts:328; X0 Adapter/index.ts:193-195',
  },
  'dial-lead-throws': {
    says: 'To dial a lead without the object `lead` throws, if there are leads.',
    versions: 'all',
    source: 'Adapter.ts:314-315; X0 Adapter/index.ts:173-174',
  },
  'click-to-dial': {
    says: 'The page may have a number dialled at once; it is made E.164.',
    versions: 'all',
    source: 'Adapter.ts:300-309; parseNumber.ts:7-30; X0 Adapter/index.ts:165-169',
  },
  'click-to-dial-refused': {
    says: 'Emergency numbers, what is no number and countries out of reach are refused with a toast, and no answer.',
    versions: 'all',
    source:
      'EvCall.ts:358-383; parseNumber.ts:12-22; checkCountryCode.ts; X0 EvCall/index.ts:75-102',
  },
} as const;
