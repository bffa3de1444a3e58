import { h, icon } from '../../h.js';
import type { Lead, SimulatedWidget } from '../sim/simulated-widget.js';
import { formatNumber } from './format.js';
import type { Screen } from './screen.js';

function leadRow(lead: Lead, viewable: boolean, widget: SimulatedWidget): HTMLLIElement {
  const name = `${lead.firstName} ${lead.lastName}`;
  const result = h('p', { class: 'lead-error', role: 'status' });
  const view = (): void => {
    result.textContent = '';
    widget.viewLead(lead).catch((error: unknown) => {
      result.textContent = `The widget got: ${error instanceof Error ? error.message : String(error)}`;
    });
  };
  return h('li', { class: 'lead' }, [
    h('div', {}, [
      h('p', { class: 'lead-name' }, name),
      h('p', { class: 'lead-facts' }, `${formatNumber(lead.destinationE164)} · ${lead.leadState}`),
    ]),
    h('div', { class: 'lead-actions' }, [
      viewable &&
        h(
          'button',
          { type: 'button', class: 'button small', 'aria-label': `View lead ${name}` },
          'View',
          {
            click: view,
          },
        ),
      h(
        'button',
        { type: 'button', class: 'button small', 'aria-label': `Call lead ${name}` },
        [icon('phone')],
        { click: () => widget.callLead(lead) },
      ),
    ]),
    result,
  ]);
}

export function leadsScreen(widget: SimulatedWidget): Screen {
  const list = h('ul', { class: 'leads' });
  const empty = h('p', { class: 'empty' }, 'Leads of the current campaign appear here.');
  const get = h('button', { type: 'button', class: 'button wide' }, 'Get leads', {
    click: () => widget.getLeads(),
  });
  let shown: unknown;
  return {
    element: h('div', { class: 'screen' }, [get, empty, list]),
    update({ leads, service }) {
      const viewable = service?.leadViewerEnabled ?? false;
      const key = leads && `${leads.length}/${String(viewable)}`;
      if (key === shown) return;
      shown = key;
      empty.hidden = Boolean(leads);
      list.replaceChildren(...(leads ?? []).map((lead) => leadRow(lead, viewable, widget)));
    },
  };
}
