import type { Mutation } from './mutation.js';
import { within } from './within.js';

export const SOURCE = '!source || source !== frame.contentWindow';
export const ORIGIN = "if (pinned !== '*' && from !== pinned) return;";

/** Who is ignored, and why: each kind of stranger, and each thing that it tries. */
export const matrix: readonly Mutation[] = [
  ...within('frame-transport.ts', 'strangers.long.browser.test.ts', [
    ...[
      'another frame of the widget’s origin cannot push what plugins listen to',
      'another frame of the widget’s origin cannot answer what the page asked the widget',
      'a popup of the widget’s origin cannot ask for a customer',
      'a popup that the widget has opened cannot have the host register',
      'a frame in the widget’s frame cannot pass for the widget',
      'a frame in the widget’s frame cannot flood the host',
    ].map((test) => ({
      name: `a message counts only if its source is the bound frame’s window: ${test}`,
      find: SOURCE,
      replace: '!source',
      test,
    })),
    ...[
      'a foreign document in the widget’s frame cannot push what plugins listen to',
      'a foreign document in the widget’s frame cannot have the host register',
      'the widget’s frame without an origin cannot answer what the page asked the widget',
      'the widget’s frame without an origin cannot flood the host',
    ].map((test) => ({
      name: `a message counts only if its origin is the pinned one: ${test}`,
      find: ORIGIN,
      replace: '',
      test,
    })),
    ...[
      'a frame of the page’s own origin cannot push what plugins listen to',
      'a frame of another origin cannot ask for a customer',
      'a sandboxed frame without an origin cannot have the host register',
      'a popup of another origin cannot get, or get in the way of, what the widget asked',
      'a frame in a stranger’s frame cannot pass for the widget',
      'the page itself cannot answer what the page asked the widget',
      'the page itself cannot flood the host',
    ].map((test) => ({
      name: `a message counts only from the widget’s window and origin: ${test}`,
      find: `${SOURCE}) return;\n        ${ORIGIN}`,
      replace: '!source) return;',
      test,
    })),
    {
      name: 'what the widget asked is not answered to who is in its frame: a foreign document',
      find: 'postMessage(envelope, pinned as string)',
      replace: "postMessage(envelope, '*')",
      test: 'a foreign document in the widget’s frame cannot get, or get in the way of, what the widget asked',
    },
  ]),
];
