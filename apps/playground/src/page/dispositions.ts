/**
 * What the campaign's dispositions are called. The widget sends ids only, and no list of them, so a
 * CRM keeps a table like this one, or shows the ids.
 */
export const DISPOSITIONS: Readonly<Record<string, string>> = {
  '1101': 'Resolved',
  '1102': 'Call back',
  '1103': 'Interested',
  '1104': 'Wrong number',
};

export const dispositionLabel = (id: string | null | undefined): string | undefined =>
  id ? (DISPOSITIONS[id] ?? id) : undefined;
