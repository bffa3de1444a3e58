import type { Lead } from '@jackfield/core';
import type { Widget } from '@jackfield/testing';
import { bdi, bdiNumber, h, icon, isolated } from '../../h.js';
import { leadStateText } from '../../page/lead-state.js';
import { formatNumber } from './format.js';

/** What the agent does with leads; both widgets can. */
type LeadActions = Pick<Widget, 'getLeads' | 'callLead' | 'viewLead'>;

export interface LeadsScreen {
  readonly element: HTMLElement;
  /** @param viewable - whether a page opens leads */
  update(leads: readonly Lead[] | undefined, viewable: boolean): void;
}

function leadRow(lead: Lead, viewable: boolean, widget: LeadActions): HTMLLIElement {
  const name = `${lead.firstName ?? ''} ${lead.lastName ?? ''}`;
  const result = h('p', { class: 'lead-error', role: 'status' });
  const view = async (): Promise<void> => {
    result.textContent = '';
    const { error } = (await widget.viewLead(lead)) ?? {};
    if (error !== undefined) result.textContent = `The widget got: ${error}`;
  };
  return h('li', { class: 'lead' }, [
    h('div', {}, [
      h('p', { class: 'lead-name' }, [bdi(name)]),
      h('p', { class: 'lead-facts' }, [
        bdiNumber(formatNumber(String(lead.destinationE164 ?? ''))),
        ' · ',
        bdi(leadStateText(lead.leadState)),
      ]),
    ]),
    h('div', { class: 'lead-actions' }, [
      viewable &&
        h(
          'button',
          { type: 'button', class: 'button small', 'aria-label': `View lead ${isolated(name)}` },
          'View',
          {
            click: () => void view(),
          },
        ),
      h(
        'button',
        { type: 'button', class: 'button small', 'aria-label': `Call lead ${isolated(name)}` },
        [icon('phone')],
        { click: () => void widget.callLead(lead) },
      ),
    ]),
    result,
  ]);
}

export function leadsScreen(widget: LeadActions): LeadsScreen {
  const list = h('ul', { class: 'leads' });
  const empty = h('p', { class: 'empty' }, 'Leads of the current campaign appear here.');
  const get = h('button', { type: 'button', class: 'button wide' }, 'Get leads', {
    click: () => void widget.getLeads(),
  });
  let shown: unknown;
  return {
    element: h('div', { class: 'screen' }, [get, empty, list]),
    update(leads, viewable) {
      const key = leads && `${leads.length}/${String(viewable)}`;
      if (key === shown) return;
      shown = key;
      empty.hidden = Boolean(leads);
      list.replaceChildren(...(leads ?? []).map((lead) => leadRow(lead, viewable, widget)));
    },
  };
}
