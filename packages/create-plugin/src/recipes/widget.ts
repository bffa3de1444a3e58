import type { Recipe } from './recipe.js';
import { showing, told } from './shown.js';

export const init: Recipe = {
  method: told(
    'widgetStarted',
    'The widget has started. It may say so again at any time, and nothing is lost by it.',
  ),
  types: [],
  handler: ['init: () => crm.widgetStarted(),'],
  fake: showing('widgetStarted', '', "'widget started'"),
  proof: {
    title: 'tells the CRM that the widget has started',
    lines: ['await widget.init();', "expect(crm.shown).toContain('widget started');"],
  },
};

export const loginPopup: Recipe = {
  method: told(
    'openLogin',
    'Opens the address at which the agent logs in. Hand the code back by `host.send`, as authorizationCode.',
    ['address', 'string'],
  ),
  types: [],
  handler: ['loginPopup: ({ oAuthUri }) => crm.openLogin(oAuthUri),'],
  fake: showing('openLogin', 'address', '`login at ${address}`'),
  proof: {
    title: 'opens the address at which the agent logs in',
    lines: [
      "await widget.push('loginPopup', { oAuthUri: 'https://login.example/authorize' });",
      "expect(crm.shown).toContain('login at https://login.example/authorize');",
    ],
  },
};

export const sideWidgetOpenNotify: Recipe = {
  method: told('panelShown', 'The agent-script panel beside the widget is shown, or hidden.', [
    'visible',
    'boolean',
  ]),
  types: [],
  handler: ['sideWidgetOpenNotify: ({ open, visible }) => crm.panelShown(open && visible),'],
  fake: showing('panelShown', 'visible', "visible ? 'panel' : 'no panel'"),
  proof: {
    title: 'tells the CRM whether the panel beside the widget is shown',
    lines: [
      "await widget.push('sideWidgetOpenNotify', { open: true, visible: true });",
      "expect(crm.shown).toContain('panel');",
      "await widget.push('sideWidgetOpenNotify', { open: true, visible: false });",
      "expect(crm.shown).toContain('no panel');",
    ],
  },
};
