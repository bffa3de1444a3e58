import type { CatalogueEntry } from '../catalogue-entry.js';
import type { Recipe } from './recipe.js';
import { notification, recordShown } from './shown.js';

/** Passes a push to the CRM unchanged: for pushes without their own recipe. */
export const plainPush = ({ name, about }: CatalogueEntry): Recipe => ({
  method: notification(name, about, ['body', `PushMap['${name}']`]),
  types: ['PushMap'],
  handler: [`${name}: (body) => crm.${name}(body),`],
  fake: recordShown(name, '', `'${name}'`),
  test: {
    title: `passes ${name} to the CRM`,
    imports: ['examples'],
    lines: [
      `for (const body of examples('${name}')) await widget.push('${name}', body);`,
      `expect(crm.shown).toContain('${name}');`,
    ],
  },
});
