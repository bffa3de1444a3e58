/** A difference on purpose between RingCentral's adapter script and the one that stands in for it. */
export interface AdapterDifference {
  readonly wires: 'both' | 'RingCX' | 'RingEX';
  readonly real: string;
  readonly standIn: string;
  readonly why: string;
}

export type DifferenceId =
  | 'app-address'
  | 'target-origin'
  | 'versions'
  | 'style-sheet'
  | 'pictures'
  | 'class-names'
  | 'texts'
  | 'console'
  | 'internals'
  | 'globals'
  | 'dispose'
  | 'popup-address'
  | 'never-sent'
  | 'outlook';

/** All differences on purpose. `npm run test:adapter -- --compare PATH` finds those that can be observed. */
export const differences: Readonly<Record<DifferenceId, AdapterDifference>> = {
  'app-address': {
    wires: 'both',
    real: 'The app is at the address that the build was given.',
    standIn: 'The app is `app.html` beside the script, or at `appUrl`, which may have parameters.',
    why: 'The simulated widget is served from any address.',
  },
  'target-origin': {
    wires: 'both',
    real: 'RingCX posts everything, and RingEX its requests, to any origin that the frame has.',
    standIn: 'Everything is posted to the origin of the app only.',
    why: 'A page that has taken the place of the app in the frame does not receive it.',
  },
  versions: {
    wires: 'both',
    real: 'RingCX is published as 0.x and 1.0, RingEX as 2.x and 3.x, and 3.1 is documented.',
    standIn:
      'RingCX is 1.0 with the two parameters that came later; RingEX has all of 2.x, 3.x and 3.1, and no `version` in `gotoPresence`.',
    why: 'One script serves each version of the simulated widget; a page uses what its version has.',
  },
  'style-sheet': {
    wires: 'both',
    real: 'It adds `style` elements, sets `style` attributes, and makes its elements by `innerHTML`.',
    standIn: 'It adopts a constructed style sheet, and creates its elements one by one.',
    why: 'It works under a strict Content-Security-Policy, with Trusted Types, too.',
  },
  pictures: {
    wires: 'both',
    real: 'The header has the logo of RingCentral, and icons as pictures.',
    standIn:
      'The header says “simulated”, and its icons are drawn. RingEX shows the logo that a widget pushes.',
    why: 'The logo is a trade mark, and a page’s `img-src` may refuse a picture.',
  },
  'class-names': {
    wires: 'RingCX',
    real: 'The names of classes have a hash, which changes with each build.',
    standIn: 'They are those of the RingEX script: `Adapter_header`.',
    why: 'No page can rely on a hash.',
  },
  texts: {
    wires: 'both',
    real: 'Until RingEX pushes its texts, the list of presences has the text `undefined`; a class `undefined` stays.',
    standIn:
      'There are English words, and no such class. Errors and notifications have words of their own.',
    why: 'The simulated widget pushes no texts.',
  },
  console: {
    wires: 'RingEX',
    real: 'It logs every event with its call to the console.',
    standIn: 'It logs only an error of `popupWindow`.',
    why: 'Numbers and names of callers do not belong in a log.',
  },
  internals: {
    wires: 'both',
    real: '`RCAdapter` has its state in members with an underscore, and methods and values of its rendering; `transport` has all methods of an EventEmitter.',
    standIn:
      '`RCAdapter` has the methods and values for pages; `transport` has `on`, `once`, `off`, `addListener`, `removeListener` and `emit`.',
    why: 'They are in no document, and change with each version.',
  },
  globals: {
    wires: 'both',
    real: 'Polyfills add `__core-js_shared__` and `regeneratorRuntime`.',
    standIn: 'There are no polyfills.',
    why: 'It runs in current browsers.',
  },
  dispose: {
    wires: 'both',
    real: '`dispose` leaves the listeners of messages, of links and of `beforeunload` on the page.',
    standIn: '`dispose` removes all listeners.',
    why: 'Tests install it many times in one window.',
  },
  'popup-address': {
    wires: 'both',
    real: '`popupPageUri` may begin with `javascript:`, which then runs in the page.',
    standIn: 'Such an address is not opened; the error goes to the console.',
    why: 'The parameter may come from the address of a page.',
  },
  'never-sent': {
    wires: 'RingEX',
    real: 'It handles `pushRingState`, `pushCalls`, `pushOnCurrentCallPath` and `pushOnAllCallsPath`.',
    standIn: 'It ignores them.',
    why: 'RingCentral’s widget never sends them: they are of another product with the same base class.',
  },
  outlook: {
    wires: 'RingEX',
    real: 'On a page of Outlook, RingEX reacts to `mousedown` in place of `click`.',
    standIn: 'It reacts to `click` on all pages.',
    why: 'It is a workaround for one product.',
  },
};
