// The page of the outbox's bench: both plugins, each with a CRM that never answers.
import { createHost } from '@jackfield/core';
import { callLog, restCallLogStore } from '@jackfield/plugin-calllog';
import { contacts, restContactSource } from '@jackfield/plugin-contacts';

const options = new URLSearchParams(location.search);
const url = `${location.origin}/crm`;
const frame = document.createElement('iframe');
frame.src = options.get('widget') ?? '';
const { origin } = new URL(frame.src);
document.body.append(frame);

const calllog = callLog({ store: restCallLogStore({ url }) });
createHost({
  service: 'Bench',
  plugins: [calllog, contacts({ source: restContactSource({ url }) })],
  widget: { frame, origin },
});
Object.assign(globalThis, { calllog });
