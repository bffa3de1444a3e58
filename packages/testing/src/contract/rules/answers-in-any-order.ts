import type { ContractRule } from '../contract-rule.js';
import { runInAnyOrder } from '../steps.js';
import { wholeIfAnyRequest } from '../subjects.js';

export const answersInAnyOrder: ContractRule = {
  id: 'answers-in-any-order',
  promise: 'Each request is answered, regardless of the messages before it.',
  why: 'A log is sent during the call, after it, or days later from the history during another call; ring, answer and end are dropped while no tab is active, and 1.0 may ring after the answer.',
  fix: 'Take everything that an answer needs from the request itself. Data from pushes may be missing, or belong to another call.',
  subjects: wholeIfAnyRequest,
  check: (ruleContext) => runInAnyOrder(ruleContext, 'request'),
};
