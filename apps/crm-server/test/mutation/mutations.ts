// What keeps tenants apart, a later log from being overwritten, and a change from being passed over.
import { type Mutation, mutationsOf } from '../../../../packages/core/test/mutation/mutation.js';

const APP = 'apps/crm-server';
const TEST = `${APP}/test/server.test.ts`;

const TENANT_LOGS = 'does not find, list or overwrite another one’s logs';
const TENANT_CONTACTS = 'does not match, list, change or delete another one’s contacts';
const HIGHER = 'is replaced by a higher revision only';

export const mutations: readonly Mutation[] = [
  ...mutationsOf(`${APP}/src/call-logs.ts`, TEST, [
    {
      name: 'CRM server: a log is found by its tenant only',
      find: "        .where('tenant_id', '=', tenant)\n        .where('key', 'in'",
      replace: "        .where('key', 'in'",
      test: TENANT_LOGS,
    },
    {
      name: 'CRM server: a row that was not changed is read of its tenant only',
      find: "        .where('tenant_id', '=', tenant)\n        .where('key', '=', key)",
      replace: "        .where('key', '=', key)\n        .orderBy('tenant_id', 'desc')",
      test: TENANT_LOGS,
    },
    {
      name: 'CRM server: logs are listed to their tenant only',
      find: "        .where('tenant_id', '=', tenant)\n        .where('id', '>', after)",
      replace: "        .where('id', '>', after)",
      test: TENANT_LOGS,
    },
    {
      name: 'CRM server: a log is written by a higher revision only',
      find: "            .whereRef('excluded.revision', '>', 'call_logs.revision'),",
      replace: '',
      test: HIGHER,
    },
    {
      name: 'CRM server: a log is not written by an equal revision',
      find: "'excluded.revision', '>', 'call_logs.revision'",
      replace: "'excluded.revision', '>=', 'call_logs.revision'",
      test: HIGHER,
    },
    {
      name: 'CRM server: a rejected log is written by a higher revision only',
      find: "            .whereRef('excluded.revision', '>', 'rejected_call_logs.revision'),",
      replace: '',
      test: 'that is none is kept beside the good one of its key',
    },
  ]),
  ...mutationsOf(`${APP}/src/contacts.ts`, TEST, [
    {
      name: 'CRM server: contacts are matched of their tenant only',
      find: "      .where('n.tenant_id', '=', tenant)\n",
      replace: '',
      test: TENANT_CONTACTS,
    },
    {
      name: 'CRM server: changes are returned for their tenant only',
      find: "        .where('tenant_id', '=', tenant)\n        .where('seq', '>', from)",
      replace: "        .where('seq', '>', from)",
      test: TENANT_CONTACTS,
    },
    {
      name: 'CRM server: a contact is deleted by its tenant only',
      find: "          .where('tenant_id', '=', tenant)\n          .where('ref', '=', ref)",
      replace: "          .where('ref', '=', ref)",
      test: TENANT_CONTACTS,
    },
    {
      name: 'CRM server: a token of another database is refused',
      find: 'if (epoch !== own.epoch || from > own.contact_seq) return undefined;',
      replace: '',
      test: 'are refused for a token from another database, or of the future',
    },
    {
      name: 'CRM server: a number that a contact no longer has finds nobody',
      find: '      await transaction\n        .deleteFrom',
      replace: '      if (rows.length === 0) await transaction\n        .deleteFrom',
      test: 'change as a whole: old numbers find nobody',
    },
  ]),
  ...mutationsOf(`${APP}/src/server.ts`, TEST, [
    {
      name: 'CRM server: every request needs a token',
      find: "    api.addHook('onRequest', authenticate(createTokens(db, options.tokens)));\n",
      replace:
        "    api.addHook('onRequest', async (request) => void (request.tenant = authenticate && createTokens && 'acme'));\n",
      test: 'are needed for GET /call-logs',
    },
    {
      name: 'CRM server: a tenant’s requests do not use up another one’s limit',
      find: 'keyGenerator: ({ tenant }) => tenant,',
      replace: "keyGenerator: () => 'all',",
      test: 'limits the requests of each tenant by itself',
    },
    {
      name: 'CRM server: only given origins may ask',
      find: 'origin: options.origins.length > 0 ? [...options.origins] : false,',
      replace: 'origin: true,',
      test: 'may not if it is https://evil.example',
    },
  ]),
  ...mutationsOf(`${APP}/src/tokens.ts`, TEST, [
    {
      name: 'CRM server: a token that was revoked is refused',
      find: "      .where('hash', '=', hash)\n      .where('revoked_at', 'is', null)",
      replace: "      .where('hash', '=', hash)",
      test: 'from the database are good until they are revoked',
    },
    {
      name: 'CRM server: a tenant revokes its own tokens only',
      find: "    .where('tenant_id', '=', tenant)\n    .where('name', '=', name)",
      replace: "    .where('name', '=', name)",
      test: 'from the database are good until they are revoked',
    },
  ]),
  ...mutationsOf(`${APP}/src/metrics.ts`, TEST, [
    {
      name: 'CRM server: metrics need their token',
      find: 'if (token === undefined || !isSameHash(hashToken(token), tokenHash)) {',
      replace: 'if (token === hashToken && isSameHash) {',
      test: 'its metrics with their token',
    },
  ]),
  ...mutationsOf(`${APP}/src/database/lock-folder.ts`, `${APP}/test/lock-folder.test.ts`, [
    {
      name: 'CRM server: two processes do not open one folder',
      find: "if (peer !== 'ended') throw taken;",
      replace: '',
      test: 'keeps out another process, whatever its folder for temporary files and its path are',
    },
    {
      name: 'CRM server: of processes that start at the same moment, one waits for the other',
      find: 'name > own ? decisionMs : undefined',
      replace: 'undefined',
      test: 'goes to exactly one of many that start at the same moment, also after a crash',
    },
    {
      name: 'CRM server: a process that may not be asked is not taken for one that has ended',
      find: "if (isConnected || error.code === 'ECONNREFUSED' || error.code === 'ENOENT') {",
      replace: 'if (isConnected || error.code) {',
      test: 'leaves a socket alone that it may not ask, and says why it cannot lock',
    },
  ]),
];
