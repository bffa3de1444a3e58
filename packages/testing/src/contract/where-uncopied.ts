import { step } from '@jackfield/plugin-kit/json';

/** Returns the JSON pointer to the first member that cannot be cloned; `undefined` if all can. */
export function whereUncopied(value: unknown, pointer = '', within = 0): string | undefined {
  try {
    structuredClone(value);
    return undefined;
  } catch {
    if (typeof value !== 'object' || value === null || within > 20) return pointer;
    for (const [name, member] of Object.entries(value)) {
      const found = whereUncopied(member, step(pointer, name), within + 1);
      if (found !== undefined) return found;
    }
    return pointer;
  }
}
