import { byId } from '@jackfield/dev-page/h';
import type { AcmeCrm, CrmMood } from './acme-crm.js';

/** Lets somebody spoil Acme's server, to see what becomes of call logs meanwhile. */
export function crmSwitch(crm: AcmeCrm): void {
  const select = byId<HTMLSelectElement>('crm');
  select.addEventListener('change', () => {
    crm.mood = select.value as CrmMood;
  });
  // A browser that restores forms would show a mood that the server is not in.
  select.value = crm.mood;
}
