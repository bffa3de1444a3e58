import type { Lead } from '@jackfield/core';

/** Numbers as carriers send them: national, international, or none. All are reserved for fiction. */
export const CALLERS = [
  { label: 'Priya Raman', number: '6505550142', known: true },
  { label: 'Tom Okafor', number: '2125550187', known: true },
  { label: 'Inês Duarte', number: '+442079460958', known: true },
  { label: 'Someone new', number: '4155550199', known: false },
  { label: 'Number withheld', number: 'anonymous', known: false },
] as const;

/** Part of the campaign's set-up in RingCX. The page receives only the id. */
export const DISPOSITIONS = [
  { id: '1101', label: 'Resolved' },
  { id: '1102', label: 'Call back' },
  { id: '1103', label: 'Interested' },
  { id: '1104', label: 'Wrong number' },
] as const;

const lead = (
  leadId: string,
  firstName: string,
  lastName: string,
  number: string,
  leadState: string,
  extra: Readonly<Record<string, unknown>>,
): Lead => ({
  leadId,
  requestId: `20261104${leadId}`,
  requestKey: `20261104${leadId}`,
  externId: `ACME-${leadId}`,
  firstName,
  lastName,
  destination: number.replace('+1', ''),
  destinationE164: number,
  ani: number.replace('+1', ''),
  aniE164: number,
  leadState,
  campaignId: '80211',
  ...extra,
});

export const LEADS: readonly Lead[] = [
  lead('4401', 'Naomi', 'Fischer', '+13125550133', 'PENDING', {
    city: 'Chicago',
    state: 'IL',
    email: 'naomi.fischer@example.com',
    extraData: { role: 'Head of Support' },
  }),
  lead('4402', 'Mateo', 'Silva', '+13055550171', 'CALLBACK', {
    city: 'Miami',
    state: 'FL',
    email: 'mateo.silva@example.com',
    extraData: { role: 'Operations Lead' },
  }),
  lead('4403', 'Grace', 'Lindqvist', '+12065550118', 'NOANSWER', {
    city: 'Seattle',
    state: 'WA',
    email: 'grace.lindqvist@example.com',
    extraData: { role: 'Procurement' },
  }),
];
