import { createApp } from './app.js';

const { PORT = '4180', WIRE, ADAPTER } = process.env;

createApp({ wire: WIRE, adapter: ADAPTER }).listen(Number(PORT), '127.0.0.1', () => {
  console.log(`Plain CRM: http://127.0.0.1:${PORT}/`);
});
