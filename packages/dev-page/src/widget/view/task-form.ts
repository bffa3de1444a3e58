import type { Task } from '@jackfield/core';
import { h } from '../../h.js';
import { DISPOSITIONS } from '../data.js';

/** Note and disposition. Untouched they make no task at all, and the log goes out without one. */
export function taskForm(task: Task | undefined, edit: (task: Task) => void): HTMLElement {
  const disposition = h('select', { id: 'disposition' }, [
    h('option', { value: '' }, 'Choose…'),
    ...DISPOSITIONS.map(({ id, label }) => h('option', { value: id }, label)),
  ]);
  const notes = h('textarea', { id: 'notes', dir: 'auto', rows: 3, maxlength: 32000 });
  disposition.value = task?.dispositionId ?? '';
  notes.value = task?.notes ?? '';
  const changed = (): void =>
    edit({ dispositionId: disposition.value || null, notes: notes.value, summary: '' });
  disposition.addEventListener('change', changed);
  notes.addEventListener('input', changed);
  return h('div', { class: 'task' }, [
    h('label', { for: 'disposition' }, 'Disposition'),
    disposition,
    h('label', { for: 'notes' }, 'Note'),
    notes,
  ]);
}
