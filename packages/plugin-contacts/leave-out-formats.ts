/** Where a country's plan has the ways to write its numbers. */
const FORMATS = 4;

interface Metadata {
  readonly countries: Readonly<Record<string, unknown[]>>;
  readonly nonGeographic?: Readonly<Record<string, unknown[]>>;
}

/** What tsdown knows as a plugin. */
interface Plugin {
  readonly name: string;
  transform(code: string, id: string): string | undefined;
}

/**
 * Leaves the ways to write numbers out of libphonenumber's plans: numbers are only read here, and a
 * quarter of the script would be for nothing.
 */
export const leaveOutFormats: Plugin = {
  name: 'leave-out-formats',
  transform(code, id) {
    if (!/libphonenumber-js[\\/]metadata\.min\.json\.js$/u.test(id)) return undefined;
    const metadata = JSON.parse(code.slice(code.indexOf('{'))) as Metadata;
    for (const plans of [metadata.countries, metadata.nonGeographic ?? {}]) {
      for (const plan of Object.values(plans)) if (Array.isArray(plan[FORMATS])) plan[FORMATS] = 0;
    }
    return `export default ${JSON.stringify(metadata)}`;
  },
};
