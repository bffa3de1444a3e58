import type { Problem, Warning } from '@jackfield/testing/served';
import { byId, h } from '../h.js';
import { formatTime } from '../page/format.js';
import { count } from '../page/message-list.js';
import type { Remote } from './remote.js';

interface Shown {
  readonly element: HTMLLIElement;
  update(latest: Problem, times: number): void;
}

function shownProblem(code: string): Shown {
  const message = h('p', { class: 'problem-message' });
  const fix = h('p', {});
  const when = h('p', { class: 'soft' });
  return {
    element: h('li', { class: 'page-problem', 'data-code': code }, [
      h('h3', { class: 'mono' }, code),
      message,
      fix,
      when,
    ]),
    update(latest, times) {
      message.textContent = latest.message;
      fix.textContent = latest.fix;
      const at = formatTime(latest.at);
      when.textContent = times === 1 ? `At ${at}` : `${times} times, the last one at ${at}`;
    },
  };
}

const warningElement = ({ code, message, fix }: Warning): HTMLLIElement =>
  h('li', { class: 'page-problem', 'data-code': code }, [
    h('h3', { class: 'mono' }, code),
    h('p', { class: 'problem-message' }, message),
    h('p', {}, fix),
  ]);

/** What the page does wrong: one entry for each kind of mistake in each message. */
export function problemsView(
  { run }: Remote,
  onError: (error: unknown) => void,
): (problems: readonly Problem[]) => void {
  const list = h('ul', { class: 'page-problems', 'aria-label': 'Problems, the latest first' });
  const none = h('p', { class: 'soft' }, 'None so far.');
  const counted = byId('problems-count');
  const warnings = h('ul', { class: 'page-problems', 'aria-label': 'Unsafe code' });
  const result = h('p', { class: 'soft', role: 'status' });
  const shown = new Map<string, Shown>();

  async function check(): Promise<void> {
    result.textContent = 'Checking…';
    const found = (await run({ name: 'warnings' })) as readonly Warning[];
    warnings.replaceChildren(...found.map(warningElement));
    result.textContent =
      found.length === 0 ? 'Nothing unsafe was found.' : `Found ${count(found.length, 'warning')}.`;
  }
  const clear = h('button', { type: 'button', class: 'button small' }, 'Clear the problems', {
    click: () => void run({ name: 'clearProblems' }).catch(onError),
  });
  const attack = h('button', { type: 'button', class: 'button small' }, 'Look for unsafe code', {
    click: () => void check().catch(onError),
  });
  byId('problems-body').append(
    none,
    list,
    h('div', { class: 'list-buttons' }, [clear, attack]),
    h(
      'p',
      { class: 'soft' },
      'To find unsafe code, the page receives a request that another window has forged: its handler runs once more.',
    ),
    result,
    warnings,
  );

  return (problems) => {
    const groups = new Map<string, { latest: Problem; times: number }>();
    for (const problem of problems) {
      const key = `${problem.code} ${problem.name ?? ''}`;
      const times = (groups.get(key)?.times ?? 0) + 1;
      // Those that happened last are listed first.
      groups.delete(key);
      groups.set(key, { latest: problem, times });
    }
    for (const [key, { element }] of shown)
      if (!groups.has(key)) {
        element.remove();
        shown.delete(key);
      }
    for (const [key, { latest, times }] of groups) {
      const known = shown.get(key);
      const one = known ?? shownProblem(latest.code);
      one.update(latest, times);
      shown.set(key, one);
      if (!known) list.prepend(one.element);
    }
    none.hidden = groups.size > 0;
    list.hidden = groups.size === 0;
    counted.textContent = count(problems.length, 'problem');
  };
}
