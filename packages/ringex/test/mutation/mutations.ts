// What the translator between the two wires promises, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const RINGEX = 'packages/ringex';
const TRANSLATE = `${RINGEX}/src/translate`;
const CALLS = `${RINGEX}/test/calls.test.ts`;
const LOGS = `${RINGEX}/test/log-call.test.ts`;
const REQUESTS = `${RINGEX}/test/requests.test.ts`;
const COMMANDS = `${RINGEX}/test/commands.test.ts`;
const AREAS = `${RINGEX}/test/areas.test.ts`;
const MASKS = `${RINGEX}/test/masks.test.ts`;

export const mutations: readonly Mutation[] = [
  ...mutationsOf(`${TRANSLATE}/seen-calls.ts`, CALLS, [
    {
      name: 'ringex: a call keeps the id that plugins were given first',
      find: "const id = first ?? given[0] ?? '';",
      replace: "const id = given[0] ?? '';",
      test: 'the same id in all events of a call whose telephony session was unknown at first',
    },
    {
      name: 'ringex: plugins get each phase of a call once',
      find: 'if (before.includes(phase)) return false;',
      replace: '',
      test: 'twice: of a call that both kinds of event report',
    },
    {
      name: 'ringex: the end of a call that flaps comes again after its connection',
      find: "phase === 'connected' ? before.filter((one) => one !== 'ended') : before",
      replace: 'before',
      test: 'the end of a call that connects again after an end',
    },
    {
      name: 'ringex: a call keeps the key that one of its events said',
      find: 'if (key) keys.set(id, key);',
      replace: '',
      test: 'the key of the log from the event on that says it',
    },
    {
      name: 'ringex: a bounded number of calls is remembered',
      find: 'if (map.size > limit) map.delete(map.keys().next().value);',
      replace: '',
      test: 'that sends ten thousand calls makes the host remember a bounded number of them',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/calls.ts`, CALLS, [
    {
      name: 'ringex: plugins get no ring of a call that the agent makes',
      find: "(phase === 'ringing' && direction !== 'INBOUND')",
      replace: 'false',
      test: 'of a call that its agent makes, before it is connected',
    },
    {
      name: 'ringex: a call of RingCX has its own id',
      find: 'key ?? partyData?.sessionId',
      replace: 'partyData?.sessionId',
      test: 'calls of RingCX by their own id, though their audio has a session of RingEX',
    },
    {
      name: 'ringex: a direction is in capitals, as on RingCX',
      find: '      direction,\n      from: partyOf(call.from, names[0]),',
      replace: '      direction: call.direction,\n      from: partyOf(call.from, names[0]),',
      test: 'a call with one id, its direction in capitals',
    },
    {
      name: 'ringex: the name of the contact stands on the customer’s side',
      find: '(isInbound && matched) || fromUserName,',
      replace: 'matched || fromUserName,',
      test: 'the name of the contact on the customer’s side of an Outbound call',
    },
    {
      name: 'ringex: a call that only pauses between two states has no end',
      find: " && terminationType !== 'intermediate'",
      replace: '',
      test: 'of the end, while a call flaps',
    },
    {
      name: 'ringex: plugins get no state that RingCX does not have',
      find: "telephonyStatus === 'CallConnected'",
      replace: "telephonyStatus !== 'NoCall'",
      test: 'of a state that RingCX does not have',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/parts.ts`, CALLS, [
    {
      name: 'ringex: an internal call has an extension for a number',
      find: "given.phoneNumber || given.extensionNumber || ''",
      replace: "given.phoneNumber || ''",
      test: 'an extension as the number of an internal call',
    },
    {
      name: 'ringex: a time that is text becomes milliseconds',
      find: "typeof time === 'string' ? Date.parse(time) : time",
      replace: 'time',
      test: 'calls of RingCX by their own id, with a time that is text',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/log-call.ts`, LOGS, [
    {
      name: 'ringex: a call that lasts is not logged yet',
      find: "(logFrom === 'end' || isBefore(status))",
      replace: 'isBefore(status)',
      test: 'while its call has the state CallConnected, and the widget is answered at once',
    },
    {
      name: 'ringex: a call that rings is not logged, even from its connection on',
      find: "(logFrom === 'end' || isBefore(status))",
      replace: "logFrom === 'end'",
      test: 'from the connection on, if the page wants that, but not while the call rings',
    },
    {
      name: 'ringex: an event that reports the end makes a log final',
      find: 'LIVE.test(status) && !seen.hasEnded(id)',
      replace: 'LIVE.test(status)',
      test: 'when an event has reported the end, though the log still says that the call goes on',
    },
    {
      name: 'ringex: what the agent does is logged in any state of the call',
      find: "if (triggerType === 'presenceUpdate' && isLive &&",
      replace: 'if (isLive &&',
      test: 'for the trigger createLog, in whatever state its call is',
    },
    {
      name: 'ringex: a log is stored under the key of RingEX',
      find: 'sessionId: requireText(call.sessionId ?? (id || call.id)),',
      replace: 'sessionId: id,',
      test: 'under its key, with the id that the events of the call had',
    },
    {
      name: 'ringex: a log of a call without an id is invalid',
      find: 'requireText(call.sessionId ?? (id || call.id))',
      replace: 'call.sessionId ?? id',
      test: 'with a call without an id',
    },
    {
      name: 'ringex: a log has the id that the events of its call had',
      find: 'seen.idOf(telephonySessionId, call.sessionId, call.id)',
      replace: "call.id ?? ''",
      test: 'under its key, with the id that the events of the call had',
    },
    {
      name: 'ringex: a call that lasts has no duration',
      find: "const isFigure = triggerType !== 'presenceUpdate' && !isLive;",
      replace: 'const isFigure = true;',
      test: 'with the figures of the history, and without those of a call that lasts',
    },
    {
      name: 'ringex: the contact of a log is that of the customer’s side',
      find: "contactOf(direction === 'INBOUND' ? from : to,",
      replace: 'contactOf(from,',
      test: 'with the contact that the agent chose for an Outbound call',
    },
    {
      name: 'ringex: a contact is known by its id in the CRM',
      find: 'known.contactId ?? known.id',
      replace: 'known.id',
      test: 'with the contact that the agent chose for an Inbound call',
    },
    {
      name: 'ringex: a log without anything entered has no task',
      find: 'return Object.keys(task).length > 0 ? task : undefined;',
      replace: 'return task;',
      test: 'without a contact, where the widget says nothing of one',
    },
    {
      name: 'ringex: what the agent wrote in the form comes after the disposition page',
      find: "note ?? formData?.['note'] ?? call.ringcx?.notes",
      replace: "call.ringcx?.notes ?? note ?? formData?.['note']",
      test: 'of RingCX with the note of the form, which began with that of the disposition page',
    },
    {
      name: 'ringex: a summary that is not there yet is not an empty one',
      find: 'textOf(aiNote || call.aiNote) || undefined',
      replace: 'textOf(aiNote ?? call.aiNote)',
      test: 'says of what the agent entered alone',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/call-logs.ts`, REQUESTS, [
    {
      name: 'ringex: the keys of RingCX are asked for only if the page wants that',
      find: 'if (!legacyKeys) return sessionIds;',
      replace: '',
      test: 'asks for no other keys than those of the widget',
    },
    {
      name: 'ringex: only ids of RingCX have keys of RingCX',
      find: 'UII.test(id) ? ',
      replace: 'id ? ',
      test: 'asks for the keys of RingCX as well, if the page wants that',
    },
    {
      name: 'ringex: logs under keys of RingCX are found for their call',
      find: "key.replace(/^(\\d{20,})\\$\\d+$/, '$1')",
      replace: 'key',
      test: 'asks for the keys of RingCX as well, if the page wants that',
    },
    {
      name: 'ringex: the state of a log is a row of its own type, which does not count as logged',
      find: "type: status === undefined ? undefined : ('status' as const),",
      replace: '',
      test: 'informs its handlers that the widget shows states, and maps rows',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/contacts.ts`, REQUESTS, [
    {
      name: 'ringex: a number may be the name of a member of every object',
      find: 'names.get(phoneNumber) || undefined',
      replace: '((callerIds ?? {}) as Record<string, string>)[phoneNumber] || undefined',
      test: 'a number that is called as a member of every object is asked for like any other: constructor',
    },
    {
      name: 'ringex: a contact without a type has that of the service',
      find: 'type: service,',
      replace: '',
      test: 'brings the numbers with what the widget knows of them',
    },
    {
      name: 'ringex: a member of a contact that is undefined has its default',
      find: '...defined({ emails: email ? [email] : undefined, ...contact }),',
      replace: '...{ emails: email ? [email] : undefined, ...contact },',
      test: 'takes a member that is undefined as absent',
    },
    {
      name: 'ringex: the id of a contact is text',
      find: 'id: String(id ?? contact.name),',
      replace: 'id: id as string,',
      test: 'brings the numbers with what the widget knows of them',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/translator.ts`, REQUESTS, [
    {
      name: 'ringex: handlers know that the widget shows the state of a log',
      find: 'context: { statusRows: true },',
      replace: '',
      test: 'informs its handlers that the widget shows states, and maps rows',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/translator.ts`, COMMANDS, [
    {
      name: 'ringex: clickToDial calls with RingCX while the agent is logged in there',
      find: "service === 'auto' ? isAgentReady : service === 'ringcx'",
      replace: "service === 'ringcx'",
      test: 'clickToDial calls with RingCX while the agent is, and no longer',
    },
    {
      name: 'ringex: clickToDial calls with the service that the page wants',
      find: 'isRingcx(options.dialWith)',
      replace: 'isRingcx()',
      test: 'clickToDial calls with ringcx alone, if the page wants that',
    },
    {
      name: 'ringex: logout ends what the page wants',
      find: 'isRingcx(options.logoutOf)',
      replace: 'isRingcx()',
      test: 'logout ends with ringcx, for an agent who is idle',
    },
    {
      name: 'ringex: a number to dial is not empty',
      find: 'requireText(body.phoneNumber, 1)',
      replace: 'requireText(body.phoneNumber)',
      test: 'a command is rejected, and nothing is posted',
    },
    {
      name: 'ringex: authorizationCode has an address',
      find: 'callbackUri: requireText(callbackUri, 1)',
      replace: 'callbackUri',
      test: 'a command is rejected, and nothing is posted',
    },
    {
      name: 'ringex: setSideWidgetExtended says whether',
      find: "if (extended !== null && typeof extended !== 'boolean') throw new TypeError();",
      replace: '',
      test: 'a command is rejected, and nothing is posted',
    },
    {
      name: 'ringex: events report logout under the type with which it is posted',
      find: "pagePushes[isRingcx(options.logoutOf) ? 'endAgentSession' : 'logout'].type",
      replace: 'pagePushes.logout.type',
      test: 'logout ends with auto, for an agent who is ready',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/translator.ts`, CALLS, [
    {
      name: 'ringex: the loss of a phone that was never there is no event',
      find: 'if (was === isPhoneRegistered) return undefined;',
      replace: '',
      test: 'that the phone is lost, before it was ever there',
    },
  ]),
  ...mutationsOf(`${TRANSLATE}/leads.ts`, COMMANDS, [
    {
      name: 'ringex: a bounded number of leads is remembered',
      find: 'bound(leads, REMEMBERED);',
      replace: '',
      test: 'are remembered in a bounded number, the newest of them',
    },
    {
      name: 'ringex: a lead has an id',
      find: 'requireText(raw.leadId);',
      replace: '',
      test: 'with a lead without an id are reported',
    },
    {
      name: 'ringex: a lead that the widget has not loaded is not dialled',
      find: 'if (!found) throw new TypeError();\n      return found;',
      replace: 'return found ?? (wanted as Lead);',
      test: 'a command is rejected, and nothing is posted',
    },
    {
      name: 'ringex: a lead is not dialled without a destination',
      find: 'requireText(destination, 1)',
      replace: "destination ?? ''",
      test: 'a command is rejected, and nothing is posted',
    },
    {
      name: 'ringex: the first id that is given decides which lead is dialled',
      find: "const IDS = ['leadId', 'requestId', 'externId'] as const;",
      replace: "const IDS = ['externId', 'requestId', 'leadId'] as const;",
      test: 'can be dialled by its id, whatever other ids say',
    },
    {
      name: 'ringex: a lead without ids is dialled by its number',
      find: '[lead.destinationE164 || lead.destination].join().includes(number)',
      replace: 'true',
      test: 'can be dialled by its number alone',
    },
  ]),
  ...mutationsOf(`${RINGEX}/src/protocol.ts`, REQUESTS, [
    {
      name: 'ringex: what a plugin asks in the words of RingCX is checked',
      find: "return checked({ status: 'valid', kind: 'request', name: asked, body }, asked);",
      replace: "return { status: 'valid', kind: 'request', name: asked, body };",
      test: 'may be asked by a plugin in the words of RingCX, and is checked as there',
    },
    {
      name: 'ringex: what plugins return is judged as on RingCX',
      find: 'return results[name] && checkResult(name, result);',
      replace: 'return undefined;',
      test: 'of the page with a wrong shape is not sent',
    },
  ]),
  ...mutationsOf(`${RINGEX}/src/protocol.ts`, CALLS, [
    {
      name: 'ringex: a call that plugins could not read is reported',
      find: 'return checked({ ...found, ...translated }, name);',
      replace: 'return { ...found, ...translated } as Dispatched;',
      test: 'with a list for a name, which is reported',
    },
    {
      name: 'ringex: the host registers at each login',
      find: "ready: ['init', 'loginStatus']",
      replace: "ready: ['init']",
      test: 'init when the widget has started, and the host registers then, and at each login',
    },
  ]),
  ...mutationsOf(`${RINGEX}/src/protocol.ts`, REQUESTS, [
    {
      name: 'ringex: a failure is answered with what the widget takes as nothing',
      find: '!error && results[name] ? results[name](result) : result',
      replace: 'results[name] ? results[name](result) : result',
      test: 'is answered as if nothing was found: matchContacts',
    },
  ]),
  ...mutationsOf(`${RINGEX}/src/protocol.ts`, AREAS, [
    {
      name: 'ringex: the options of the registration have no paths',
      find: 'else delete service[capability];',
      replace: '',
      test: 'a path among the options of the registration is not registered',
    },
    {
      name: 'ringex: a type of no schema is shown only if it is of words',
      find: '/^rc-[a-z-]+$/i.test(type)',
      replace: "type.startsWith('rc-')",
      test: 'of no schema is unhandled, and shown if it is of words',
    },
    {
      name: 'ringex: a plugin for an area that the page does not have is refused',
      find: "name.split('+').every((part) => known.has(part))",
      replace: "name.split('+').some((part) => known.has(part))",
      test: 'a plugin for an area that its protocol does not have',
    },
    {
      name: 'ringex: a plugin for another protocol is refused',
      find: "known = new Set(['ringcx', wire.name,",
      replace: "known = new Set(['ringcx', 'third', wire.name,",
      test: 'a plugin for another protocol',
    },
  ]),
  ...mutationsOf(`${RINGEX}/src/tables.ts`, AREAS, [
    {
      name: 'ringex: a request is not a push',
      find: '.filter(isPush)',
      replace: '',
      test: 'definePlugin refuses in pushes what is not one',
    },
  ]),
  ...mutationsOf(`${RINGEX}/src/protocol.ts`, COMMANDS, [
    {
      name: 'ringex: a request of the page always has a body',
      find: 'wrapMessage(kind, type, body ?? {}, id)',
      replace: 'wrapMessage(kind, type, body, id)',
      test: 'has always a body, without which the widget would never answer',
    },
  ]),
  ...mutationsOf(`${RINGEX}/src/protocol.ts`, MASKS, [
    {
      name: 'ringex: events hide the numbers that are asked for',
      find: "result: ['number', [maskContact]]",
      replace: 'result: [0, [maskContact]]',
      test: 'a number and its contacts',
    },
    {
      name: 'ringex: events hide what the agent wrote',
      find: 'task: maskTask,',
      replace: 'task: { notes: 0 },',
      test: 'a log',
    },
    {
      name: 'ringex: events hide the number that is dialled',
      find: "clickToDial: { body: { phoneNumber: 'number' } },",
      replace: 'clickToDial: { body: { phoneNumber: 0 } },',
      test: 'a command',
    },
    {
      name: 'ringex: events hide of a command what those of RingCX hide',
      find: "dialLead: { body: { lead: maskLeadReference, destination: 'number' } },",
      replace: 'dialLead: { body: { lead: maskLeadReference, destination: 0 } },',
      test: 'a message that RingCX has, too: its events show the same',
    },
    {
      name: 'ringex: events hide the sides of a call',
      find: 'const callMask = { body: { call: maskCall } };',
      replace: 'const callMask = { body: { call: { from: { phoneNumber: 0 } } } };',
      test: 'a call',
    },
  ]),
];
