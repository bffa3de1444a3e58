import { fileURLToPath } from 'node:url';
import express from 'express';

const PUBLIC = fileURLToPath(new URL('../public', import.meta.url));

/** Jackfield's own scripts, for the page that uses it. */
const JACKFIELD = {
  ringcx: ['@jackfield/core/jackfield.iife.js'],
  ringex: ['@jackfield/core/jackfield.iife.js', '@jackfield/ringex/ringex.iife.js'],
};
const fileOf = (script) => fileURLToPath(import.meta.resolve(script));

/** Where RingCentral serves the scripts of its two widgets. */
export const ADAPTERS = {
  ringcx: 'https://ringcentral.github.io/engage-voice-embeddable/adapter.js',
  ringex: 'https://apps.ringcentral.com/integration/ringcentral-embeddable/latest/adapter.js',
};

const contact = (id, name, number) => ({
  id,
  type: 'Plain CRM',
  name,
  phoneNumbers: [{ phoneNumber: number, phoneType: 'direct' }],
});

const CONTACTS = [
  contact('1', 'Ada Lovelace', '+16505550142'),
  contact('2', 'Grace Hopper', '+12125550187'),
];

const numberOf = ({ phoneNumbers: [{ phoneNumber }] }) => phoneNumber;

const escape = (text) =>
  String(text ?? '').replaceAll(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** The last digits, which all forms of a number share. */
const digits = (number) => String(number).replaceAll(/\D/g, '').slice(-10);

const listed = (one) => {
  const name = one.name.split(' ').reverse().join(', ');
  const number = escape(numberOf(one));
  return `<li>${escape(name)} <button data-dial="${number}">Call ${number}</button></li>`;
};

const scriptsOf = (wire, withJackfield) =>
  withJackfield
    ? [
        ...JACKFIELD[wire].map((name) => `<script src="/${name}"></script>`),
        '<script type="module" src="/jackfield.js"></script>',
      ]
    : [`<script type="module" src="/${wire}.js"></script>`];

const page = ({ wire, adapter, withJackfield, logs }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Plain CRM</title>
    <link rel="icon" href="data:," />
    <script src="${escape(adapter)}"></script>
    ${scriptsOf(wire, withJackfield).join('\n    ')}
  </head>
  <body>
    <h1>Plain CRM</h1>
    <p>Caller: <output id="caller">–</output></p>
    <h2>Contacts</h2>
    <ul>
      ${CONTACTS.map(listed).join('')}
    </ul>
    <h2>Call logs</h2>
    <ul id="logs">
      ${[...logs.values()].map(({ from, notes }) => `<li>${escape(from)}: ${escape(notes)}</li>`).join('')}
    </ul>
  </body>
</html>`;

/**
 * Creates the CRM.
 *
 * @param options - `wire`: `ringcx` or `ringex`; `adapter`: the address of the widget's script;
 * `listener`: the text of the page's script, if it is not that of `public`; `withJackfield`: whether the
 * page has the script that is written with Jackfield
 */
export function createApp({
  wire = 'ringcx',
  adapter = ADAPTERS[wire],
  listener,
  withJackfield = false,
} = {}) {
  const app = express();
  const logs = new Map();
  app.get('/', (_request, response) => response.send(page({ wire, adapter, withJackfield, logs })));
  app.get('/contacts', ({ query }, response) => {
    const isAsked = (one) => digits(numberOf(one)) === digits(query.phone);
    response.json(CONTACTS.filter(isAsked));
  });
  app.get('/logs', ({ query }, response) => {
    const log = logs.get(query.key);
    response.json(log ? [{ id: log.id, note: log.notes }] : []);
  });
  app.post('/logs', express.json(), ({ body }, response) => {
    logs.set(body.key, { id: String(logs.size + 1), ...logs.get(body.key), ...body });
    response.status(201).json({ key: body.key });
  });
  if (listener !== undefined)
    app.get(`/${wire}.js`, (_request, response) => response.type('js').send(listener));
  for (const name of JACKFIELD[wire])
    app.get(`/${name}`, (_request, response) => response.sendFile(fileOf(name)));
  app.use(express.static(PUBLIC));
  return app;
}
