import { fileURLToPath } from 'node:url';
import express from 'express';

const PUBLIC = fileURLToPath(new URL('../public', import.meta.url));

/** Where RingCentral serves the scripts of its two widgets. */
export const ADAPTERS = {
  ringcx: 'https://ringcentral.github.io/engage-voice-embeddable/adapter.js',
  ringex: 'https://apps.ringcentral.com/integration/ringcentral-embeddable/latest/adapter.js',
};

const CONTACTS = [
  { id: '1', type: 'Plain CRM', name: 'Ada Lovelace', number: '+16505550142' },
  { id: '2', type: 'Plain CRM', name: 'Grace Hopper', number: '+12125550187' },
];

const escape = (text) =>
  String(text ?? '').replaceAll(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** The last digits, which all forms of a number share. */
const digits = (number) => String(number).replaceAll(/\D/g, '').slice(-10);

const page = ({ wire, adapter, logs }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Plain CRM</title>
    <link rel="icon" href="data:," />
    <script src="${escape(adapter)}"></script>
    <script type="module" src="/${wire}.js"></script>
  </head>
  <body>
    <h1>Plain CRM</h1>
    <p>Caller: <output id="caller">–</output></p>
    <h2>Contacts</h2>
    <ul>
      ${CONTACTS.map(
        ({ name, number }) =>
          `<li>${escape(name)} <button data-dial="${number}">Call ${number}</button></li>`,
      ).join('')}
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
 * `listener`: the text of the page's script, if it is not that of `public`
 */
export function createApp({ wire = 'ringcx', adapter = ADAPTERS[wire], listener } = {}) {
  const app = express();
  const logs = new Map();
  app.get('/', (_request, response) => response.send(page({ wire, adapter, logs })));
  app.get('/contacts', ({ query }, response) => {
    const found = CONTACTS.filter(({ number }) => digits(number) === digits(query.phone));
    response.json(
      found.map(({ number, ...contact }) => ({
        ...contact,
        phoneNumbers: [{ phoneNumber: number, phoneType: 'direct' }],
      })),
    );
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
  app.use(express.static(PUBLIC));
  return app;
}
