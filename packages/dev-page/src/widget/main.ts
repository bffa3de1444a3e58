import './widget.css';
import { startPhone } from './phone.js';
import { phoneView } from './view/phone-view.js';
import { simulator } from './view/simulator.js';

const phone = startPhone();
phoneView(phone);
simulator(phone);
// For the console: `await jackfieldWidget.inboundCall({ from: '6505550142' })`.
Object.assign(globalThis, { jackfieldWidget: phone });
