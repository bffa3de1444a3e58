import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { DefaultTheme } from 'vitepress';

type Items = DefaultTheme.SidebarItem[];

const page = (text: string, link: string): DefaultTheme.SidebarItem => ({ text, link });

/** The guide, in the order in which it is read. */
export const GUIDE: Items = [
  {
    text: 'Begin',
    items: [
      page('What Jackfield is', '/guide/'),
      page('A plugin in ten minutes', '/guide/first-plugin'),
      page('From a hand-written listener', '/guide/from-a-listener'),
      page('With and without Jackfield', '/guide/with-and-without'),
      page('In your page', '/guide/in-your-page'),
      page('RingCX and RingEX', '/guide/ringcx-and-ringex'),
      page('Comparison', '/guide/comparison'),
      page('FAQ', '/guide/faq'),
    ],
  },
  {
    text: 'Write',
    items: [
      page('Call logs', '/guide/call-logs'),
      page('Contacts', '/guide/contacts'),
      page('Your CRM as a store', '/guide/stores'),
      page('The outbox element', '/guide/outbox-element'),
      page('React, Vue, Svelte, servers', '/guide/frameworks'),
      page('Testing', '/guide/testing'),
      page('The widget in your application', '/guide/widget-in-your-application'),
      page('Several plugins', '/guide/several-plugins'),
      page('When something fails', '/guide/errors'),
      page('The command line', '/guide/cli'),
    ],
  },
  {
    text: 'Maintain',
    items: [
      page('Publishing', '/guide/publishing'),
      page('Security', '/guide/security'),
      page('Supported environments', '/guide/support'),
      page('Versions', '/guide/versions'),
      page('When the protocol changes', '/guide/protocol-changes'),
      page('A protocol of your own', '/guide/own-protocol'),
      page('Architecture', '/architecture'),
    ],
  },
];

/** The tables that say everything, each made of its source. */
const TABLES: Items = [
  page('Error codes', '/generated/errors'),
  page('What a plugin promises', '/generated/plugin-contract'),
  page('Rules of jackfield check', '/generated/check-rules'),
  page('Rules of schemas', '/generated/schema-rules'),
  page('Rules of jackfield diff', '/generated/schema-changes'),
  page('What the simulated widget does', '/generated/simulator'),
  page('RingCX messages on RingEX', '/generated/ringex/mapping'),
  page('A new version of the widget', '/new-widget-version'),
];

/** The messages of one side, each with its name. */
const messagesOf = (root: string, folder: string): Items =>
  readdirSync(join(root, folder))
    .sort()
    .map((file) => file.replace(/\.md$/, ''))
    .map((name) => page(name, `/${folder}/${name}`));

const RINGCX = 'generated/reference';
const RINGEX = 'generated/ringex/reference';

/** The reference of one protocol, with the way to the other one. */
const referenceOf = (root: string, folder: string): Items => [
  {
    text: 'Protocols',
    items: [page('Messages of RingCX', `/${RINGCX}/`), page('Messages of RingEX', `/${RINGEX}/`)],
  },
  { text: 'From the widget', items: messagesOf(root, `${folder}/from-widget`) },
  { text: 'From the page', items: messagesOf(root, `${folder}/from-page`) },
  { text: 'Definitions', items: [page('Shared by messages', `/${folder}/definitions`)] },
  { text: 'Tables', items: TABLES },
];

/** The modules that typedoc has written about; none before it has. */
const modulesOf = (root: string): Items => {
  const folder = join(root, 'api');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.startsWith('@') && file.endsWith('.md'))
    .map((file) => file.replace(/\.md$/, ''))
    .sort()
    .map((name) => page(name, `/api/${name}`));
};

/** The sidebar for each part of the site. */
export const sidebarOf = (root: string): DefaultTheme.SidebarMulti => ({
  '/guide/': GUIDE,
  '/api/': [{ text: 'Packages', items: modulesOf(root) }],
  [`/${RINGEX}/`]: referenceOf(root, RINGEX),
  '/': referenceOf(root, RINGCX),
});
