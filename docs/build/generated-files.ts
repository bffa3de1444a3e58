// Every generated file that is not the generator's own output, with what it is made of.
import { readFileSync } from 'node:fs';
import { DIFF_RULES, RULES as SCHEMA_RULES } from '@jackfield/codegen';
import { RULES as CHECK_RULES } from '../../packages/cli/src/check/rules.js';
import { callLogStoreRules } from '../../packages/plugin-calllog/src/store-contract/index.js';
import { contractRules } from '../../packages/testing/src/contract/contract-rules.js';
import { checkRulesTable } from './check-rules-table.js';
import { badPlugins, contractTable } from './contract-table.js';
import { errorTable } from './error-table.js';
import { openApiFiles, openApiPlugins } from './openapi.js';
import { pluginAgents } from './plugin-agents.js';
import { pluginCatalogue } from './plugin-catalogue.js';
import { schemaChanges } from './schema-changes.js';
import { schemaRulesTable } from './schema-rules-table.js';
import { simulatorTable } from './simulator-table.js';
import { storeContractTable } from './store-contract-table.js';
import { wireMapping } from './wire-mapping.js';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The texts of the files, by their paths from the repository's root. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const made = new Map([
    ['docs/generated/errors.md', await errorTable(read('packages/core/src/errors.ts'))],
    ['docs/generated/schema-rules.md', await schemaRulesTable(SCHEMA_RULES)],
    ['docs/generated/schema-changes.md', await schemaChanges(DIFF_RULES)],
    ['docs/generated/check-rules.md', await checkRulesTable(CHECK_RULES)],
    ['docs/generated/simulator.md', await simulatorTable()],
    ['docs/generated/ringex/mapping.md', await wireMapping()],
    ['docs/generated/plugin-contract.md', await contractTable(contractRules, badPlugins())],
    ['packages/plugin-calllog/docs/store-contract.md', await storeContractTable(callLogStoreRules)],
    ['packages/create-plugin/src/generated/catalogue.ts', await pluginCatalogue()],
    ['packages/create-plugin/src/generated/agents.ts', await pluginAgents(read('AGENTS.md'))],
  ]);
  for (const plugin of openApiPlugins())
    for (const [path, text] of await openApiFiles(plugin)) made.set(path, text);
  return made;
}
