import type { Panel } from '@jackfield/testing/served';
import { byId, h } from '../h.js';
import type { Remote } from './remote.js';

/** How late the messages of the page may be. The last is after the time limit of every request. */
const DELAYS: readonly (readonly [ms: number, label: string])[] = [
  [0, 'at once'],
  [2_000, '2 seconds late'],
  [10_000, '10 seconds late'],
  [100_000, '100 seconds late, after every time limit'],
];

/** Which widget it is, and what happens to messages on their way. */
export function conditionsView(
  { run }: Remote,
  onError: (error: unknown) => void,
): (panel: Panel) => void {
  const version = h('select', { id: 'version-choice' });
  const delay = h(
    'select',
    { id: 'delay' },
    DELAYS.map(([ms, label]) => h('option', { value: ms }, label)),
  );
  const lost = h('input', { id: 'lost', type: 'checkbox' });
  const reload = h('button', { type: 'button', class: 'button' }, 'Reload the frame');
  const act = (command: Parameters<Remote['run']>[0]): void => void run(command).catch(onError);
  version.addEventListener('change', () => act({ name: 'version', version: version.value }));
  delay.addEventListener('change', () => act({ name: 'delay', delayMs: Number(delay.value) }));
  lost.addEventListener('change', () => act({ name: 'online', isOnline: !lost.checked }));
  reload.addEventListener('click', () => act({ name: 'reload' }));

  const field = (label: string, control: HTMLElement, note: string): HTMLElement => {
    control.setAttribute('aria-describedby', `${control.id}-note`);
    return h('div', { class: 'condition' }, [
      h('label', { for: control.id }, label),
      control,
      h('p', { id: `${control.id}-note`, class: 'soft' }, note),
    ]);
  };
  reload.setAttribute('aria-describedby', 'reload-note');
  byId('conditions-body').append(
    field('Version', version, 'Another one starts the widget again, without its calls.'),
    field(
      'The page’s messages arrive',
      delay,
      'Your application seems slow to the widget: the agent waits for its answers.',
    ),
    h('div', { class: 'condition' }, [
      h('label', { class: 'check', for: 'lost' }, [lost, 'Lose the network']),
      h('p', { id: 'lost-note', class: 'soft' }, 'Messages are dropped in both directions.'),
    ]),
    h('div', { class: 'condition' }, [
      reload,
      h('p', { id: 'reload-note', class: 'soft' }, 'The page must register again.'),
    ]),
  );
  lost.setAttribute('aria-describedby', 'lost-note');

  return (panel) => {
    if (version.options.length === 0)
      version.append(...panel.versions.map((each) => h('option', { value: each }, each)));
    // What somebody is choosing stays.
    if (document.activeElement !== version) version.value = panel.version;
    if (document.activeElement !== delay) delay.value = String(panel.delayMs);
    lost.checked = !panel.isOnline;
  };
}
