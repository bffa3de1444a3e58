/** The wire of a plugin that passes no protocol to `definePlugin`. */
export const DEFAULT_WIRE = 'ringcx';

/** The modules that have `definePlugin`, each with the wire of the plugins that it makes by default. */
export const DEFINERS: Readonly<Record<string, string>> = {
  '@jackfield/core': DEFAULT_WIRE,
  '@jackfield/core/host': DEFAULT_WIRE,
  '@jackfield/ringex': 'ringex',
};
