import { byId, h } from '../h.js';
import type { DevSchemas } from './dev-state.js';

/** The issues of schemas, until they are fixed. */
export const schemasView = (): ((schemas: readonly DevSchemas[]) => void) => {
  const place = byId('schemas');
  let said = '';
  return (schemas) => {
    const faulty = schemas.filter(({ lines }) => lines.length > 0);
    const now = JSON.stringify(faulty);
    if (now === said) return;
    said = now;
    place.replaceChildren(
      ...faulty.map(({ folder, lines }) =>
        h('section', { class: 'notice problem', 'aria-label': `The schemas in ${folder}` }, [
          h('div', {}, [
            h('h2', {}, `The schemas in ${folder} are faulty: nothing was generated`),
            h('pre', { tabindex: 0 }, lines.join('\n')),
          ]),
        ]),
      ),
    );
  };
};
