import type { Sources } from '../load.js';
import { HOUSE_RULES, type RuleId, type Violation } from '../rules.js';
import { checkEnvelopes } from './envelopes.js';
import { checkExamples } from './examples.js';
import { checkJson } from './json-text.js';
import { checkMessages } from './messages.js';
import { checkReferences } from './references.js';
import { createReport } from './report.js';
import { checkSchemas } from './schemas.js';
import { checkShapes } from './shapes.js';
import { checkTitles } from './titles.js';
import { checkWire } from './wire.js';

/**
 * Returns all violations of the sources, in one run.
 *
 * Each check skips the parts of a file that it cannot read: another check reports those.
 */
export const checkSources = (sources: Sources): readonly Violation[] => {
  const report = createReport<RuleId>(sources.hasHouseRules ? new Set() : HOUSE_RULES);
  checkJson(sources, report);
  checkShapes(sources, report);
  checkSchemas(sources, report);
  checkReferences(sources, report);
  checkTitles(sources, report);
  checkMessages(sources, report);
  checkEnvelopes(sources, report);
  checkWire(sources, report);
  checkExamples(sources, report);
  return report.findings();
};
