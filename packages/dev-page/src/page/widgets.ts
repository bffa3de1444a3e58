import { byId, h } from '../h.js';
import { ask } from './ask.js';

/** A simulated widget, as a page may have one. */
export interface SimulatedWidget {
  /** Its name in the page's address. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'ringcx' | 'ringex';
  /** What its frame's address says. */
  readonly address: string;
}

const ringcx = (version: string, note: string): SimulatedWidget => ({
  id: `ringcx-${version}`,
  label: `RingCX ${version}, ${note}`,
  kind: 'ringcx',
  address: `version=${version}`,
});

const ringex = (version: string, note: string): SimulatedWidget => ({
  id: `ringex-${version}`,
  label: `RingEX ${version}, ${note}`,
  kind: 'ringex',
  address: `widget=ringex&version=${version}`,
});

export const WIDGETS: readonly SimulatedWidget[] = [
  ringcx('0.x', 'still deployed'),
  ringcx('1.0', 'beta'),
  ringcx('next', 'unreleased'),
  ringex('2.x', 'released'),
  ringex('3.x', 'beta'),
  ringex('3.1', 'alpha'),
  {
    id: 'ringex-3.1-ringcx',
    label: 'RingEX 3.1 with RingCX calls',
    kind: 'ringex',
    address: 'widget=ringex&version=3.1&ringcx=1',
  },
];

/** The widgets that a name without a version means. */
const DEFAULTS: Readonly<Record<string, string>> = { ringcx: 'ringcx-1.0', ringex: 'ringex-3.x' };

/** The frame ids that the adapter scripts of the real widgets use. */
const FRAMES = {
  ringcx: 'engage-voice-embeddable-adapter-frame',
  ringex: 'rc-widget-adapter-frame',
} as const;

export const FAMILIES = { ringcx: 'RingCX', ringex: 'RingEX' } as const;

/** A choice that puts several widgets on the page. */
export interface Together {
  readonly id: string;
  readonly label: string;
  readonly widgets: readonly string[];
}

/**
 * Returns the widgets that the page's address asks for (`?widget=ringex-3.x`), and lists those that
 * somebody may choose.
 *
 * @param fallback - without a widget in the address: its name, or that of its kind
 */
export function chooseWidgets(
  fallback: string,
  together: readonly Together[] = [],
): readonly SimulatedWidget[] {
  const byName = (name: string): readonly SimulatedWidget[] => {
    const names = together.find(({ id }) => id === name)?.widgets ?? [DEFAULTS[name] ?? name];
    return WIDGETS.filter(({ id }) => names.includes(id));
  };
  const asked = new URL(location.href).searchParams.get('widget') ?? fallback;
  const isKnown = byName(asked).length > 0;
  const name = isKnown ? asked : fallback;
  const chosen = byName(name);

  const select = byId<HTMLSelectElement>('widget');
  const option = ({ id, label }: { readonly id: string; readonly label: string }): Node =>
    h('option', { value: id }, label);
  for (const kind of ['ringcx', 'ringex'] as const) {
    const options = WIDGETS.filter((widget) => widget.kind === kind).map(option);
    select.append(h('optgroup', { label: FAMILIES[kind] }, options));
  }
  if (together.length > 0)
    select.append(h('optgroup', { label: 'On one page' }, together.map(option)));
  select.value = together.some(({ id }) => id === name) ? name : (chosen[0]?.id ?? '');
  return chosen;
}

/**
 * Lets somebody choose another widget, which loads the page with another address.
 *
 * @param atRisk - returns what that would lose; it asks first then
 */
export function switchWidgets(atRisk: () => string): void {
  const select = byId<HTMLSelectElement>('widget');
  const place = byId('widget-question');
  const { value: current } = select;
  const load = (): void => {
    const address = new URL(location.href);
    address.searchParams.set('widget', select.value);
    location.assign(address.href);
  };
  select.addEventListener('change', () => {
    const text = atRisk();
    if (text === '') return load();
    const onKeep = (): void => {
      select.value = current;
    };
    const question = { text, keep: 'Stay', go: 'Change and lose the call', onGo: load, onKeep };
    ask(select, place, question, select.closest('label') ?? select);
  });
}

/** Adds the frame of a widget to the page. */
export function addPhone({ kind, address }: SimulatedWidget, isOnly: boolean): HTMLIFrameElement {
  const place = byId('phone');
  const frame = h('iframe', {
    id: FRAMES[kind],
    title: isOnly ? 'Phone' : `${FAMILIES[kind]} phone`,
    src: `${place.dataset['widgetOrigin'] ?? ''}/widget.html?${address}`,
    allow: 'microphone',
    sandbox: 'allow-same-origin allow-scripts allow-forms allow-popups',
  });
  place.append(frame);
  return frame;
}
