import type { Plugin } from '@jackfield/core';
import { byId, h } from '../h.js';
import { filterField } from '../page/filter-field.js';
import { findText, matchesText } from '../page/find-text.js';
import { formatTime } from '../page/format.js';
import { arrange, setListed } from '../page/listed.js';
import type { Requests } from './bridge.js';
import type { DevIssue } from './dev-state.js';
import type { Loaded } from './load-packages.js';

const names = (group: object | undefined): readonly string[] => Object.keys(group ?? {});

const fact = (label: string, values: readonly string[], className = 'chip'): Node =>
  h('div', { class: 'plugin-fact' }, [
    h('dt', {}, label),
    h(
      'dd',
      {},
      values.length === 0
        ? 'nothing'
        : values.map((value) => h('span', { class: className }, value)),
    ),
  ]);

const pluginElement = (plugin: Plugin, requests: Requests): HTMLElement => {
  const asked = names(plugin.requests);
  const flags = asked.flatMap((name) => requests[name]?.capability ?? []);
  return h('div', { class: 'plugin' }, [
    h('h3', {}, plugin.name),
    h('dl', { class: 'plugin-facts' }, [
      fact('Answers', asked),
      fact('Pushes', names(plugin.pushes)),
      fact('Capabilities', flags, 'flag'),
    ]),
  ]);
};

const issueElement = ({ message, place, frame }: DevIssue, runs: boolean): HTMLElement =>
  h('div', { class: 'issue', role: 'alert' }, [
    h('p', { class: 'issue-place mono' }, place),
    h('p', { class: 'issue-message' }, message),
    frame !== undefined && h('pre', { tabindex: 0 }, frame),
    h(
      'p',
      { class: 'soft' },
      runs
        ? 'The last version that loaded goes on. The next edit is tried at once.'
        : 'The next edit is tried at once.',
    ),
  ]);

const stateOf = ({ plugins, issue, since }: Loaded): readonly [name: string, text: string] => {
  if (issue) return plugins.length > 0 ? ['late', 'older version'] : ['failed', 'not loaded'];
  return plugins.length > 0 ? ['answered', `since ${formatTime(since)}`] : ['session', 'loading'];
};

/** From so many packages on, those that run without an issue are folded, and there is a filter. */
const MANY = 6;

const inNaturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/** The element of a package, which stays while what it shows changes. */
interface PackageView {
  readonly element: HTMLLIElement;
  /** @param isFolded - whether only a line is shown, unless somebody has opened it */
  show(loaded: Loaded, isFolded: boolean): void;
  /** What a filter finds it by. */
  text(): string;
}

/** What an element shows, to leave it alone where that is the same: a live region is read again. */
const signature = ({ package: { url }, issue, plugins }: Loaded): string =>
  JSON.stringify([url, issue, plugins.map(({ name }) => name)]);

function packageView(requests: Requests): PackageView {
  const name = h('span', { class: 'package-name' });
  const version = h('span');
  const tag = h('span', { class: 'tag' });
  const body = h('div', { class: 'package-body' });
  const line = h('summary', {}, [h('span', { class: 'soft' }, [name, ' ', version]), tag]);
  const details = h('details', {}, [line, body]);
  const element = h('li', { class: 'package' }, [details]);
  let shown = '';
  let isFaulty: boolean | undefined;

  return {
    element,
    show(loaded, isFolded) {
      const { plugins, issue } = loaded;
      const [state, text] = stateOf(loaded);
      element.dataset.package = loaded.package.name;
      element.dataset.state = state;
      tag.className = `tag ${state}`;
      if (tag.textContent !== text) tag.textContent = text;
      name.textContent = loaded.package.name;
      version.textContent = loaded.package.version;
      // Otherwise it is as somebody left it.
      if (isFaulty !== (issue !== undefined)) details.open = issue !== undefined || !isFolded;
      isFaulty = issue !== undefined;
      const now = signature(loaded);
      if (now === shown) return;
      shown = now;
      const hadFocus = body.contains(document.activeElement);
      body.replaceChildren(
        ...(issue ? [issueElement(issue, plugins.length > 0)] : []),
        ...plugins.map((plugin) => pluginElement(plugin, requests)),
      );
      if (hadFocus) line.focus({ preventScroll: true });
    },
    text: () => `${name.textContent} ${body.textContent}`,
  };
}

/** The list of packages with their plugins, and what keeps them from loading: those first. */
export const pluginsView = (requests: Requests): ((loaded: readonly Loaded[]) => void) => {
  const list = byId('plugins-list');
  const count = byId('plugins-count');
  const views = new Map<string, PackageView>();
  let total = '';

  const filter = filterField({
    label: 'Filter plugins',
    hint: 'Name, message or issue',
    controls: 'plugins-list',
    count,
    filter(sought) {
      const finds = findText(sought);
      let found = 0;
      for (const { element, text } of views.values()) {
        const isListed = finds(text());
        setListed(element, isListed);
        if (isListed) found += 1;
      }
      return sought === '' ? total : `${matchesText(found, views.size, 'packages')} · ${total}`;
    },
  });
  filter.element.hidden = true;
  list.before(filter.element);

  return (loaded) => {
    const inOrder = [...loaded].sort(
      (a, b) =>
        Number(b.issue !== undefined) - Number(a.issue !== undefined) ||
        inNaturalOrder(a.package.name, b.package.name),
    );
    const isMany = loaded.length >= MANY;
    for (const name of views.keys())
      if (!loaded.some((each) => each.package.name === name)) views.delete(name);
    const elements = inOrder.map((each) => {
      const { name } = each.package;
      const view = views.get(name) ?? packageView(requests);
      views.set(name, view);
      view.show(each, isMany);
      return view.element;
    });
    arrange(list, elements);
    const running = loaded.reduce((sum, { plugins }) => sum + plugins.length, 0);
    const failed = loaded.filter(({ issue }) => issue).length;
    const parts = [
      `${running} running`,
      ...(failed > 0 ? [failed === 1 ? '1 package has an issue' : `${failed} have issues`] : []),
    ];
    total = parts.join(' · ');
    if (isMany) filter.element.hidden = false;
    filter.refresh();
  };
};
