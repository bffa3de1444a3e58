import { createHost, type Host, type HostOptions } from '@jackfield/core';
import {
  contacts,
  type ContactsPlugin,
  memoryContactSource,
  restContactSource,
} from '@jackfield/plugin-contacts';

const partners = memoryContactSource([
  { name: 'Grace Hopper', phoneNumbers: [{ phoneNumber: '(650) 394-5910' }] },
]);

export function signIn(user: string, token: string, widget?: HostOptions['widget']): Session {
  const headers = { authorization: `Bearer ${token}` };
  const crm = restContactSource({ url: 'https://crm.example/api', headers });
  const plugin = contacts({ sources: [crm, partners], owner: user });
  return { plugin, host: createHost({ service: 'Acme CRM', plugins: [plugin], widget }) };
}

export async function signOut({ host, plugin }: Session): Promise<void> {
  await host.close();
  await plugin.wipe(); // nothing that this user looked up stays in the browser
}

interface Session {
  readonly host: Host;
  readonly plugin: ContactsPlugin;
}
