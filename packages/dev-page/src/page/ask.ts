import { h } from '../h.js';

export interface Question {
  /** What would be lost. */
  readonly text: string;
  /** The button that loses nothing. */
  readonly keep: string;
  /** The button that goes on. */
  readonly go: string;
  onGo(): void;
  onKeep?(): void;
}

/**
 * Asks in place of a control before something is lost. The focus goes on what is safe, and back to the
 * control with the safe answer, or with Escape.
 *
 * @param hidden - what is hidden meanwhile, if it is more than the control
 */
export function ask(
  control: HTMLElement,
  place: HTMLElement,
  { text, keep, go, onGo, onKeep }: Question,
  hidden: HTMLElement = control,
): void {
  const close = (): void => {
    question.remove();
    hidden.hidden = false;
    onKeep?.();
    control.focus();
  };
  const kept = h('button', { type: 'button', class: 'button small' }, keep, { click: close });
  const question = h(
    'div',
    { class: 'question' },
    [
      h('span', { role: 'alert' }, text),
      kept,
      h('button', { type: 'button', class: 'button small stop' }, go, { click: onGo }),
    ],
    {
      keydown: ({ key }) => {
        if (key === 'Escape') close();
      },
    },
  );
  place.replaceChildren(question);
  hidden.hidden = true;
  kept.focus();
}
