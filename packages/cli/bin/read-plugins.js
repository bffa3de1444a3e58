// Loads the bundle of a plugin package and reports what its exports declare. `jackfield check` runs
// it in a process of its own, which may read files, and nothing else.
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import { pathToFileURL } from 'node:url';

const [file = ''] = process.argv.slice(2);
const report = process.send.bind(process);

/** Not an arrow function, so that `new` results in the same error. */
function refuse() {
  throw new Error('jackfield check loads plugins without network.');
}
const REACHES_OUT = /^(?:connect|send|bind|listen|lookup\w*|resolve\w*|reverse)$/;
for (const module of [net, dgram, dns, dns.promises, http, http2, https, tls]) {
  for (const [name, exported] of Object.entries(module)) {
    if (typeof exported !== 'function') continue;
    // Other modules of Node keep the classes, and so does undici, which every Headers object loads.
    for (const method of Object.getOwnPropertyNames(exported.prototype ?? {}))
      if (REACHES_OUT.test(method)) exported.prototype[method] = refuse;
    Object.defineProperty(module, name, { value: refuse });
  }
}
process.binding = refuse;
syncBuiltinESMExports();
// In a page they exist, and a plugin may take them when it is loaded: they fail when they are called.
globalThis.fetch = () =>
  Promise.reject(new Error('jackfield check loads plugins without network.'));
for (const name of ['WebSocket', 'EventSource', 'navigator', 'localStorage', 'sessionStorage'])
  delete globalThis[name];
process.send = undefined;
process.on('uncaughtException', () => undefined);
process.on('unhandledRejection', () => undefined);

/** Stands for options that are not known: every member and every result is another one. */
const anything = (target = function () {}) => {
  return new Proxy(target, {
    get: (_target, key) => {
      if (key === Symbol.toPrimitive) return () => 'anything';
      if (key === Symbol.iterator) return function* () {};
      if (key === 'then') return undefined;
      if (key === 'prototype') return target[key];
      return anything();
    },
    apply: () => anything(),
    construct: () => anything(),
  });
};

const MADE = Symbol('made by definePlugin');
const GROUPS = ['requests', 'invalid', 'pushes'];

/** As `definePlugin` does: what the declaration becomes later changes nothing. */
const definePlugin = (definition) => {
  const plugin = { ...definition };
  for (const group of GROUPS) plugin[group] = Object.freeze({ ...plugin[group] });
  return Object.freeze({ ...plugin, [MADE]: true });
};

/** A module with some exports; all others are anything. */
const moduleOf = (exports) =>
  new Proxy(exports, {
    get: (target, key) =>
      typeof key === 'string' && !Object.hasOwn(target, key) && key !== '__esModule'
        ? anything()
        : target[key],
  });

const handler = () => undefined;
const handlersOf = (names) => Object.fromEntries(names.map((name) => [name, handler]));

globalThis[Symbol.for('jackfield.check')] = {
  core: () => moduleOf({ definePlugin }),
  unknown: () => moduleOf({}),
  shipped({ name, requests, pushes, plugin }) {
    const make = () =>
      definePlugin({ name, requests: handlersOf(requests), pushes: handlersOf(pushes) });
    const exported = plugin.kind === 'value' ? make() : make;
    return moduleOf({
      [plugin.export]: exported,
      ...(plugin.export === 'default' && { __esModule: true }),
    });
  },
};

const isPlugin = (value) => typeof value === 'object' && value !== null && value[MADE] === true;

const namesIn = (group) =>
  Object.entries(group ?? {})
    .filter(([, each]) => each !== undefined)
    .map(([name]) => name);

/** What a plugin handles: all names of its ways to be created, and those that not all of them have. */
const declaredBy = (...ways) => {
  const declared = { varying: [] };
  for (const group of GROUPS) {
    const each = ways.map((plugin) => namesIn(plugin[group]));
    declared[group] = [...new Set(each.flat())];
    for (const name of declared[group])
      if (each.some((names) => !names.includes(name))) declared.varying.push(`${group}.${name}`);
  }
  return declared;
};

const textOf = (error) => (error instanceof Error ? error.message : String(error));

/** Calls a factory without options, and then with options of every kind. */
const createdBy = (factory) => {
  const created = [];
  let why = 'it returns no plugin';
  for (const options of [[], [anything({})], [anything()], [{}]]) {
    try {
      const made = factory(...options);
      if (isPlugin(made)) created.push(made);
    } catch (error) {
      why = `it throws "${textOf(error)}"`;
    }
  }
  return { created, why };
};

const ids = new Map();
const idOf = (plugin) => {
  if (!ids.has(plugin)) ids.set(plugin, ids.size);
  return ids.get(plugin);
};

const read = (value) => {
  if (isPlugin(value)) return { kind: 'value', id: idOf(value), ...declaredBy(value) };
  if (Array.isArray(value)) {
    return value.every(isPlugin)
      ? { kind: 'list', plugins: value.map((each) => declaredBy(each)) }
      : undefined;
  }
  if (typeof value !== 'function') return undefined;
  const { created, why } = createdBy(value);
  return created.length === 0
    ? { kind: 'unread', why }
    : { kind: 'factory', id: idOf(created[0]), ...declaredBy(...created) };
};

let answer;
try {
  const module = await import(pathToFileURL(file).href);
  // Modules may change a declaration in a microtask after they were loaded.
  await new Promise((done) => setImmediate(done));
  answer = {
    exports: Object.fromEntries(
      Object.entries(module).flatMap(([name, value]) => {
        const found = read(value);
        return found === undefined ? [] : [[name, found]];
      }),
    ),
  };
} catch (error) {
  answer = { why: textOf(error) };
}
report(answer, () => process.exit(0));
