import type { Recipe } from './recipe.js';
import { notification, recordShown } from './shown.js';

export const init: Recipe = {
  method: notification(
    'widgetStarted',
    'Called when the widget has started. The widget may repeat the message at any time.',
  ),
  types: [],
  handler: ['init: () => crm.widgetStarted(),'],
  fake: recordShown('widgetStarted', '', "'widget started'"),
  test: {
    title: 'informs the CRM that the widget has started',
    lines: ['await widget.init();', "expect(crm.shown).toContain('widget started');"],
    ringex: [
      "await widget.push('pushAdapterState');",
      "expect(crm.shown).toContain('widget started');",
    ],
  },
};

export const loginPopup: Recipe = {
  method: notification(
    'openLogin',
    'Opens the login page of the agent. Send the code to the widget with `host.send`, as authorizationCode.',
    ['address', 'string'],
  ),
  types: [],
  handler: ['loginPopup: ({ oAuthUri }) => crm.openLogin(oAuthUri),'],
  fake: recordShown('openLogin', 'address', '`login at ${address}`'),
  test: {
    title: 'opens the login page of the agent',
    lines: [
      "await widget.push('loginPopup', { oAuthUri: 'https://login.example/authorize' });",
      "expect(crm.shown).toContain('login at https://login.example/authorize');",
    ],
  },
};

export const sideWidgetOpenNotify: Recipe = {
  method: notification(
    'panelShown',
    'Called when the agent-script panel next to the widget is shown or hidden.',
    ['visible', 'boolean'],
  ),
  types: [],
  handler: ['sideWidgetOpenNotify: ({ open, visible }) => crm.panelShown(open && visible),'],
  fake: recordShown('panelShown', 'visible', "visible ? 'panel' : 'no panel'"),
  test: {
    title: 'informs the CRM whether the panel next to the widget is shown',
    lines: [
      "await widget.push('sideWidgetOpenNotify', { open: true, visible: true });",
      "expect(crm.shown).toContain('panel');",
      "await widget.push('sideWidgetOpenNotify', { open: true, visible: false });",
      "expect(crm.shown).toContain('no panel');",
    ],
    ringex: [
      'await widget.sideDrawer(true);',
      "expect(crm.shown).toContain('panel');",
      'await widget.sideDrawer(false);',
      "expect(crm.shown).toContain('no panel');",
    ],
  },
};
