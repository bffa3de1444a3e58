import { refsOf, type Definition } from './model.js';

/** Returns the titles of the definitions that contain themselves, or refer to one that does. */
export const recursiveTitles = (definitions: readonly Definition[]): ReadonlySet<string> => {
  const refs = new Map(definitions.map(({ title, schema }) => [title, new Set(refsOf(schema))]));
  const users = new Map<string, string[]>();
  for (const [title, these] of refs) {
    for (const ref of these) {
      const those = users.get(ref) ?? [];
      those.push(title);
      users.set(ref, those);
    }
  }
  // What refers to nothing that is left is not recursive, and neither is what refers only to that.
  const done = [...refs].filter(([, these]) => these.size === 0).map(([title]) => title);
  for (let title = done.pop(); title !== undefined; title = done.pop()) {
    refs.delete(title);
    for (const user of users.get(title) ?? []) {
      const left = refs.get(user);
      if (left?.delete(title) && left.size === 0) done.push(user);
    }
  }
  return new Set(refs.keys());
};
