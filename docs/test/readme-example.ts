import { createHost, definePlugin } from '@jackfield/core';
import { callLog } from '@jackfield/plugin-calllog';
import { contacts } from '@jackfield/plugin-contacts';
import { crm, widget } from './crm.js';

const screenPop = definePlugin({
  name: 'acme-screen-pop',
  pushes: { ringCall: ({ call }) => crm.open(call.from.phoneNumber) },
});
const plugins = [callLog({ store: crm.logs }), contacts({ source: crm.people }), screenPop];

export const host = createHost({ service: 'Acme CRM', plugins, widget });
host.on('failed', ({ error }) => crm.warn(error.message));
