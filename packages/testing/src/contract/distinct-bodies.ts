import { about } from './steps.js';

/** Returns a body for each of as many calls, leads or callers, made of one example. */
export const distinctBodies = (example: unknown, count: number): readonly unknown[] =>
  Array.from({ length: count }, (_none, index) => {
    const id = `2019101622130301390100000${String(index).padStart(5, '0')}`;
    const body = about({ id, number: String(6_505_550_200 + index) }, example);
    const hasLead = typeof body === 'object' && body !== null && 'leadId' in body;
    return hasLead ? { ...body, leadId: `lead-${index}` } : body;
  });
