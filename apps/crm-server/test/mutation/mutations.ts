// What keeps tenants apart, a later log from being overwritten, and a change from being passed over.
import { type Mutation, mutationsOf } from '../../../../packages/core/test/mutation/mutation.js';

const APP = 'apps/crm-server';
const TEST = `${APP}/test/server.test.ts`;

const TENANT_LOGS = 'does not find, list or overwrite another one’s logs';
const TENANT_CONTACTS = 'does not match, list, change or delete another one’s contacts';
const FAILURES = `${APP}/test/failures.test.ts`;
const LOGS = 'logs nothing of what it was sent, whatever fails';
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
      find: "    api.addHook('onRequest', authenticate(createTokens(db, options.tokens), wrongTokens));\n",
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
  ...mutationsOf(`${APP}/src/server.ts`, FAILURES, [
    {
      name: 'CRM server: only a proxy is believed whose client it is',
      find: 'options.proxies ? [...options.proxies] : false',
      replace: 'true',
      test: 'believes no address that a client names, unless it is a proxy’s',
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
      find: 'isSameHash(hashToken(token), tokenHash) ? true : undefined',
      replace: 'isSameHash(hashToken(token), tokenHash) || token ? true : undefined',
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
    {
      name: 'CRM server: a start that another process has ended names that process',
      find: "throw codeOf(error) === 'ENOENT' ? taken : error;",
      replace: 'throw error;',
      test: 'says that another process has it where that removed what an unfinished start left',
    },
  ]),
  ...mutationsOf(`${APP}/src/describe-error.ts`, `${APP}/test/describe-error.test.ts`, [
    {
      name: 'CRM server: the message of an error is not logged as its stack',
      find: 'stack.slice(from + message.length)',
      replace: 'stack.slice(from)',
      test: 'describes an error by its name, code and place, and never by its texts',
    },
    {
      name: 'CRM server: what is not the head of a stack is not logged as a stack',
      find: '(isHead ? stack',
      replace: '(isHead || from >= 0 ? stack',
      test: 'describes an error by its name, code and place, and never by its texts',
    },
  ]),
  ...mutationsOf(`${APP}/src/logging.ts`, FAILURES, [
    {
      name: 'CRM server: the log has the route instead of the address',
      find: "routeOptions, ip }) => ({\n      method,\n      url: routeOptions?.url ?? 'none',",
      replace: 'routeOptions, ip, url }) => ({\n      method,\n      url: routeOptions && url,',
      test: LOGS,
    },
    {
      name: 'CRM server: the log has no members of an error but the chosen ones',
      find: 'err: describeError(err) }',
      replace: 'err: { ...(err as object), ...describeError(err) } }',
      test: LOGS,
    },
    {
      name: 'CRM server: the log has no message of an error',
      find: "'A request failed.')",
      replace: '(err as Error).message)',
      test: LOGS,
    },
  ]),
  ...mutationsOf(`${APP}/src/read-json.ts`, FAILURES, [
    {
      name: 'CRM server: a number that becomes Infinity is refused wherever it is',
      find: '!Number.isFinite(each)',
      replace: 'Number.isNaN(each)',
      test: 'Infinity in a member that nobody knows',
    },
    {
      name: 'CRM server: a body that is nested too deep is refused',
      find: 'if (depth === DEEPEST) {',
      replace: 'if (depth === -1) {',
      test: 'arrays 5,000 levels deep',
    },
    {
      name: 'CRM server: bytes that are not UTF-8 are not replaced',
      find: '{ fatal: true }',
      replace: '{ fatal: false }',
      test: 'a key with bytes that are not UTF-8',
    },
  ]),
  ...mutationsOf(`${APP}/src/authenticate.ts`, FAILURES, [
    {
      name: 'CRM server: wrong tokens are limited',
      find: 'if (seconds !== undefined) {',
      replace: 'if (seconds === 0) {',
      test: 'limits wrong tokens for each address, and refuses no right one for them',
    },
    {
      name: 'CRM server: wrong tokens in another form are limited, too',
      find: 'headers.authorization === undefined ? undefined : wrongTokens',
      replace: 'token === undefined ? undefined : wrongTokens',
      test: 'limits wrong tokens in another form: Basic x',
    },
    {
      name: 'CRM server: a right token is not refused for the wrong ones of its address',
      find: 'const owner = token === undefined ? undefined : await find(token);',
      replace:
        'const owner = token === undefined || wrongTokens.count(ip) ? undefined : await find(token);',
      test: 'limits wrong tokens for each address, and refuses no right one for them',
    },
  ]),
  ...mutationsOf(`${APP}/src/wrong-tokens.ts`, `${APP}/test/wrong-tokens.test.ts`, [
    {
      name: 'CRM server: the counts of wrong tokens take a limited memory',
      find: 'if (counts.size > addresses && oldest !== undefined) counts.delete(oldest);',
      replace: '',
      test: 'forgets the oldest address beyond the limit of its memory',
    },
    {
      name: 'CRM server: a client cannot evade the limit within its network',
      find: '.slice(0, 4)',
      replace: '',
      test: 'counts a network of IPv6 as one client',
    },
  ]),
  ...mutationsOf(`${APP}/src/health.ts`, FAILURES, [
    {
      name: 'CRM server: a server that cannot write is not ready',
      find: 'hasFailed = true;',
      replace: 'hasFailed = false;',
      test: 'because its storage is full is not ready, until it can write again',
    },
  ]),
  ...mutationsOf(`${APP}/src/main.ts`, `${APP}/test/failures.long.test.ts`, [
    {
      name: 'CRM server: a start that fails prints only texts of our own',
      find: 'return isOwn ?',
      replace: 'return isOwn || error instanceof Error ?',
      test: 'a start that fails prints no password, and no file',
    },
  ]),
];
