import type { CatalogueEntry } from '../catalogue-entry.js';
import type { Recipe } from './recipe.js';
import { showing, told } from './shown.js';

/** A push that is handed on as it comes: for those that have no recipe of their own. */
export const plainPush = ({ name, about }: CatalogueEntry): Recipe => ({
  method: told(name, about, ['body', `PushMap['${name}']`]),
  types: ['PushMap'],
  handler: [`${name}: (body) => crm.${name}(body),`],
  fake: showing(name, '', `'${name}'`),
  proof: {
    title: `hands ${name} on to the CRM`,
    imports: ['examples'],
    lines: [
      `for (const body of examples('${name}')) await widget.push('${name}', body);`,
      `expect(crm.shown).toContain('${name}');`,
    ],
  },
});
