import type { ContractRule } from '../contract-rule.js';
import { takeInAnyOrder } from '../steps.js';
import { wholeIfAsked } from '../subjects.js';

export const answersInAnyOrder: ContractRule = {
  id: 'answers-in-any-order',
  promise: 'Each request is answered, whatever came or did not come before it.',
  why: 'A log is sent during the call, after it, or days later from the history, while another call is on; ring, answer and end are dropped while no tab is active, and 1.0 may ring after the answer.',
  fix: 'Take all that an answer needs from the request itself. What the pushes told may be missing, or be about another call.',
  subjects: wholeIfAsked,
  check: (trial) => takeInAnyOrder(trial, 'request'),
};
