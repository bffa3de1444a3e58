import type { Host } from '@jackfield/core';
import { byId, h } from '../h.js';
import { notice } from './notice.js';
import type { ShownHost } from './shown-host.js';

/** Finds where in the source an error was thrown. */
export type Trace = (
  what: string,
  error: Error,
  show: (place: string, details: string) => void,
) => void;

interface Problem {
  readonly element: HTMLElement;
  readonly said: HTMLElement;
  readonly received: HTMLElement;
  readonly times: HTMLElement;
  readonly where: Where;
  count: number;
  /** The error that the widget received, if it is this problem's. */
  posted: string;
}

/** The place of a problem in the source, if it can be found. */
interface Where {
  readonly facts: readonly (readonly [label: string, value: HTMLElement])[];
  find(what: string, error: unknown): void;
}

function whereOf(trace: Trace | undefined): Where {
  if (trace === undefined) return { facts: [], find: () => undefined };
  const at = h('span', { class: 'mono' }, 'unknown');
  const details = h('pre', { tabindex: 0, hidden: true });
  return {
    facts: [['Where', h('div', {}, [at, details])]],
    find(what, error) {
      if (!(error instanceof Error)) return;
      trace(what, error, (found, text) => {
        at.textContent = found;
        details.textContent = text;
        details.hidden = false;
      });
    },
  };
}

export interface ProblemsView {
  /** Shows an error of the page's own making, such as a command that could not be sent. */
  report(title: string, error: unknown): void;
  /** Takes away what a plugin did that has been replaced. */
  forget(plugin: string): void;
}

/** Shows which plugin failed, in which message, and what the widget received instead: one card for each. */
export function problemsView(hosts: readonly ShownHost[], trace?: Trace): ProblemsView {
  const place = byId('problems');
  const shown = new Map<string, Problem>();
  /** The failures of requests that have not been answered yet, by request. */
  const open = new Map<string, Problem[]>();

  function problemOf(plugin: string | undefined, name: string): Problem {
    const key = JSON.stringify([plugin, name]);
    const known = shown.get(key);
    if (known) return known;
    const said = h('span', { class: 'mono' });
    const received = h('span', { class: 'mono' }, '…');
    const times = h('span');
    const where = whereOf(trace);
    const element = notice({
      className: 'problem',
      title: plugin === undefined ? `${name} failed` : `Plugin “${plugin}” failed in ${name}`,
      facts: [
        ['It said', said],
        ...where.facts,
        ['The widget received', received],
        ['How often', times],
      ],
      onClose: () => shown.delete(key),
    });
    const problem: Problem = { element, said, received, times, where, count: 0, posted: '' };
    shown.set(key, problem);
    place.append(element);
    return problem;
  }

  function record(problem: Problem, said: string, requestId: string | undefined): void {
    problem.count += 1;
    problem.said.textContent = said;
    problem.times.textContent = problem.count === 1 ? 'once' : `${problem.count} times`;
    if (requestId === undefined) problem.received.textContent = 'nothing';
    else open.set(requestId, [...(open.get(requestId) ?? []), problem]);
  }

  const follow = (host: Host): void => {
    host.on('failed', ({ name, plugin, requestId, error }) => {
      const problem = problemOf(plugin, name ?? 'The session');
      const { cause } = error;
      const said = cause instanceof Error ? cause.message : error.message;
      // Events leave out what was thrown; the widget receives it.
      problem.posted = cause === undefined ? error.message : `${error.message}: ${said}`;
      record(problem, said, requestId);
      problem.where.find(problem.element.getAttribute('aria-label') ?? '', cause ?? error);
    });
    host.on('invalid', ({ name, plugin, requestId, error }) => {
      // Without a plugin the widget's message is wrong, which the list of messages shows.
      if (plugin !== undefined) record(problemOf(plugin, name), error.message, requestId);
    });
    host.on('message', ({ requestId, outcome, error }) => {
      if (requestId === undefined) return;
      const received =
        error ?? (outcome === 'answered' ? 'what the other plugins answered' : 'nothing');
      for (const problem of open.get(requestId) ?? [])
        problem.received.textContent = problem.posted.startsWith(received)
          ? problem.posted
          : received;
      open.delete(requestId);
    });
  };
  for (const { host } of hosts) follow(host);

  return {
    report(title, error) {
      const text = error instanceof Error ? error.message : String(error);
      const where = whereOf(trace);
      const facts = [['Because', text] as const, ...where.facts];
      place.append(notice({ className: 'problem', title, facts }));
      where.find(title, error);
    },
    forget(plugin) {
      for (const [key, { element }] of shown) {
        if ((JSON.parse(key) as readonly unknown[])[0] !== plugin) continue;
        element.remove();
        shown.delete(key);
      }
    },
  };
}
