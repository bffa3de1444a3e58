import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../read/evaluate.js';
import type { PluginSource } from '../read/read-plugin.js';
import { DEFAULT_WIRE } from '../plugin/definers.js';

/** Returns the wires of a folder of schemas, by the names of their folders. */
export const wiresIn = async (schemas: string): Promise<readonly string[]> => {
  const names = await readdir(schemas).catch(() => []);
  const found: string[] = [];
  for (const name of names.sort()) {
    const file = await stat(join(schemas, name, 'wire.json')).catch(() => undefined);
    if (file?.isFile() === true) found.push(name);
  }
  return found;
};

/**
 * Returns the name of a plugin's wire: that of the protocol passed to `definePlugin`, or the only
 * one of the package's own schemas. `undefined` if neither determines it.
 */
export const wireOf = async (
  { protocol, calls, shipped, wire }: Pick<PluginSource, 'protocol' | 'calls' | 'shipped' | 'wire'>,
  folder: string,
  evaluate: Evaluation,
): Promise<string | undefined> => {
  const [only] = shipped;
  if (calls.length === 0 && only !== undefined) return only.plugin.manifest.wire[0];
  // Elsewhere, the second argument is not a protocol.
  if (protocol === undefined || wire !== DEFAULT_WIRE) return wire;
  const [value, ...more] = evaluate(protocol);
  if (value?.kind === 'absent') return DEFAULT_WIRE;
  if (value?.kind === 'object' && more.length === 0) {
    const field = value.fields.find(({ key }) => key === 'name');
    const [name] = field === undefined ? [] : evaluate(field.value);
    if (name?.kind === 'text') return name.text;
  }
  const [own, ...others] = await wiresIn(join(folder, 'schemas'));
  return others.length === 0 ? own : undefined;
};
