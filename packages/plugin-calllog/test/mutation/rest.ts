// What keeps a log, a token and personal data from going astray on the way to a REST server.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const TEST = 'packages/plugin-calllog/test/rest/rest-call-log-store.test.ts';
const KIT = 'packages/plugin-kit/src/rest';

export const rest: readonly Mutation[] = [
  ...mutationsOf('packages/plugin-calllog/src/rest/rest-call-log-store.ts', TEST, [
    {
      name: 'REST: a log counts as stored only if the answer says so',
      find: 'if (!isWritten(record.key, record.revision, answer))',
      replace: 'if (!answer && !isWritten)',
      test: 'after a write: the log does not count as stored',
    },
    {
      name: 'REST: a log counts as stored only with its revision',
      find: ' && row.revision >= revision',
      replace: ' && revision > 0',
      test: 'after a write: the log does not count as stored',
    },
    {
      name: 'REST: a rejected log counts as stored only if the answer is the contract’s',
      find: "if (answer !== undefined) throw unfit('POST /call-logs/rejected'",
      replace: "if (answer === 0) throw unfit('POST /call-logs/rejected'",
      test: 'is 204 after a write, and a body after a rejected log',
    },
    {
      name: 'REST: only keys that were asked for are found',
      find: 'if (!asked.has(key)) continue;',
      replace: '',
      test: 'is a key that nobody asked for',
    },
    {
      name: 'REST: a key that no server takes does not cost the others',
      find: 'keys.filter((key) => KEY.test(key))',
      replace: 'keys.filter((key) => KEY && key)',
      test: 'asks for no key that the contract does not have',
    },
  ]),
  ...mutationsOf(`${KIT}/rest-client.ts`, TEST, [
    {
      name: 'REST: a token does not follow a redirect',
      find: "redirect: 'error'",
      replace: "redirect: 'follow'",
      test: 'leads, which gets no token',
    },
    {
      name: 'REST: a response that came after a redirect is refused',
      find: 'if (response.redirected) {',
      replace: 'if (!response) {',
      test: 'is what a fetch brings that follows redirects all the same',
    },
    {
      name: 'REST: a page in place of JSON is refused',
      find: 'if (isJson(type)) return JSON.parse(text)',
      replace: "if (type !== '') return text.startsWith('<') ? { key: 0 } : JSON.parse(text)",
      test: 'is a sign-in page in its place',
    },
    {
      name: 'REST: the token is not quoted if it is not a valid header',
      find: 'message: `${what}: the option "headers" is not, or did not return, valid headers.`,',
      replace: 'message: String(error),',
      test: 'that fail or are not valid are reported without their value',
    },
    {
      name: 'REST: messages do not contain the request',
      find: '[body, secrets.filter(isSecret)]',
      replace: '[]',
      test: 'contains nothing of the request, nor the token',
    },
    {
      name: 'REST: 401 and 403 pause delivery',
      find: "if (UNAUTHORIZED.has(status)) return 'unauthorized';",
      replace: '',
      test: 'is a failure of kind unauthorized',
    },
    {
      name: 'REST: what may go better later is tried again',
      find: "return PERMANENT.has(status) ? 'permanent' : 'transient';",
      replace: "return status < 500 ? 'permanent' : 'transient';",
      test: 'is a failure of kind transient',
    },
    {
      name: 'REST: a server that does not answer is not waited for',
      find: 'return await time.wait(ask(request, time));',
      replace:
        'return await ask({ ...request, signal: request.signal }, { ...time, signal: request.signal });',
      test: 'is tried again when there is no response in time',
    },
  ]),
  ...mutationsOf(`${KIT}/mask-detail.ts`, TEST, [
    {
      name: 'REST: messages do not contain numbers',
      find: "    .replace(/\\+?\\d(?:[\\s().-]{0,2}\\d){5,}/gu, '…')\n",
      replace: '',
      test: 'contains nothing of the request, nor the token',
    },
  ]),
  ...mutationsOf(`${KIT}/retry-after.ts`, TEST, [
    {
      name: 'REST: no server puts a log off for ever',
      find: 'return Math.min(Number(text) * 1000, LONGEST);',
      replace: 'return Number(text) * 1000;',
      test: 'with Retry-After: 99999999999',
    },
    {
      name: 'REST: no text puts a log off as a date',
      find: '/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .* GMT$/u',
      replace: '/^[A-Za-z]{3}/u',
      test: 'with Retry-After: maybe 2099',
    },
  ]),
  ...mutationsOf(`${KIT}/read-text.ts`, TEST, [
    {
      name: 'REST: an answer without an end is not read whole',
      find: 'if (bytes > maxBytes) {',
      replace: 'if (bytes > 20 * maxBytes) {',
      test: 'is read whole up to the limit, however its characters are cut',
    },
    {
      name: 'REST: the connection of an answer that is too long is closed',
      find: '      await reader.cancel();',
      replace: '      await undefined;',
      test: 'is cancelled at the limit',
    },
  ]),
  ...mutationsOf(`${KIT}/to-json.ts`, TEST, [
    {
      name: 'REST: a number that JSON does not have does not become null',
      find: 'return Array.isArray(this) ? null : undefined;',
      replace: 'return null;',
      test: 'sends a log as it is, but for numbers that JSON does not have',
    },
  ]),
];
