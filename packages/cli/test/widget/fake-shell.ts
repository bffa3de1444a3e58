import type { WidgetShell } from '../../src/widget/widget-shell.js';

/** Replaces the files of a build: a page with the token, and a stylesheet. */
export const FAKE_SHELL: WidgetShell = {
  control: '<body data-token="__TOKEN__" data-adapter="__ADAPTER__">',
  assets: new Map([['/@jackfield/control.css', { type: 'text/css; charset=utf-8', body: 'a{}' }]]),
  script: (name) => `/* ${name} */`,
};
