import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../read/evaluate.js';
import type { PluginSource } from '../read/read-plugin.js';
import { DEFAULT_WIRE } from './vocabulary.js';

const wiresIn = async (folder: string): Promise<readonly string[]> => {
  const schemas = join(folder, 'schemas');
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
  { protocol, calls, shipped }: Pick<PluginSource, 'protocol' | 'calls' | 'shipped'>,
  folder: string,
  evaluate: Evaluation,
): Promise<string | undefined> => {
  const [only] = shipped;
  if (calls.length === 0 && only !== undefined) return only.plugin.manifest.wire[0];
  if (protocol === undefined) return DEFAULT_WIRE;
  const [value, ...more] = evaluate(protocol);
  if (value?.kind === 'absent') return DEFAULT_WIRE;
  if (value?.kind === 'object' && more.length === 0) {
    const field = value.fields.find(({ key }) => key === 'name');
    const [name] = field === undefined ? [] : evaluate(field.value);
    if (name?.kind === 'text') return name.text;
  }
  const [own, ...others] = await wiresIn(folder);
  return others.length === 0 ? own : undefined;
};
