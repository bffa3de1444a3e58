import type { Plugin } from '@jackfield/core';
import { byId, h } from '../h.js';
import { formatTime } from '../page/format.js';
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

const packageElement = (loaded: Loaded, requests: Requests): HTMLElement => {
  const { name, version } = loaded.package;
  const [state, text] = stateOf(loaded);
  return h('li', { class: 'package', 'data-package': name, 'data-state': state }, [
    h('div', { class: 'package-head' }, [
      h('p', { class: 'soft' }, [h('span', { class: 'package-name' }, name), ` ${version}`]),
      h('span', { class: `tag ${state}` }, text),
    ]),
    loaded.issue && issueElement(loaded.issue, loaded.plugins.length > 0),
    ...loaded.plugins.map((plugin) => pluginElement(plugin, requests)),
  ]);
};

/** What an element shows, to leave it alone where that is the same: a live region is read again. */
const signature = ({ package: { url }, issue, plugins, since }: Loaded): string =>
  JSON.stringify([url, issue, plugins.map(({ name }) => name), since]);

/** The list of packages with their plugins, and what keeps them from loading. */
export const pluginsView = (requests: Requests): ((loaded: readonly Loaded[]) => void) => {
  const list = byId('plugins-list');
  const count = byId('plugins-count');
  const shown = new Map<string, { readonly said: string; readonly element: HTMLElement }>();

  return (loaded) => {
    const elements = loaded.map((each) => {
      const said = signature(each);
      const known = shown.get(each.package.name);
      const element = known?.said === said ? known.element : packageElement(each, requests);
      shown.set(each.package.name, { said, element });
      return element;
    });
    const isSame =
      list.children.length === elements.length &&
      elements.every((element, index) => list.children[index] === element);
    if (!isSame) list.replaceChildren(...elements);
    const running = loaded.reduce((sum, { plugins }) => sum + plugins.length, 0);
    const failed = loaded.filter(({ issue }) => issue).length;
    const parts = [
      `${running} running`,
      ...(failed > 0 ? [failed === 1 ? '1 package has an issue' : `${failed} have issues`] : []),
    ];
    const text = parts.join(' · ');
    if (count.textContent !== text) count.textContent = text;
  };
};
