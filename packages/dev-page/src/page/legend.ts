import { h } from '../h.js';

/** A word of a list, and what it means. */
export type Word = readonly [word: string, meaning: string];

/** What the words of the list mean, to who sees them for the first time. */
const WORDS: readonly Word[] = [
  [
    'capability',
    'A kind of request that the page has registered for, because a plugin handles it.',
  ],
  ['session', 'The page has registered with the widget, under its name and with its capabilities.'],
  ['delivered', 'A message of the widget reached the plugins that listen to it.'],
  ['answered', 'A request of the widget got its result.'],
  ['sent', 'A message of the page was posted.'],
  ['ignored', 'Nothing is wrong: no plugin listens to it, or it repeats an earlier message.'],
  ['unhandled', 'A request without a plugin that handles it, or a message that no schema knows.'],
  ['invalid', 'Not of the form that its schema requires.'],
  ['failed', 'A plugin threw or was too slow: the widget got an error.'],
  ['late', 'A handler was done after its answer had been given.'],
];

/** A legend that can be opened. */
export const legend = (words: readonly Word[] = WORDS): HTMLElement =>
  h('details', { class: 'legend' }, [
    h('summary', {}, 'What the words mean'),
    h(
      'dl',
      {},
      words.map(([word, meaning]) => h('div', {}, [h('dt', {}, word), h('dd', {}, meaning)])),
    ),
  ]);
