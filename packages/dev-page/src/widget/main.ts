import './widget.css';
import { startPhone } from './phone.js';
import { ringexPhoneView } from './ringex/phone-view.js';
import { ringexSimulator } from './ringex/simulator.js';
import { startRingexPhone } from './ringex/start-phone.js';
import { phoneView } from './view/phone-view.js';
import { simulator } from './view/simulator.js';

const address = new URLSearchParams(location.search);
// For the console: `await jackfieldWidget.inboundCall({ from: '6505550142' })`.
if (address.get('widget') === 'ringex') {
  const phone = startRingexPhone(address);
  ringexPhoneView(phone);
  ringexSimulator(phone);
  Object.assign(globalThis, { jackfieldWidget: phone.widget });
} else {
  const phone = startPhone(address);
  phoneView(phone);
  simulator(phone);
  Object.assign(globalThis, { jackfieldWidget: phone });
}
