import { isObject, step, stepsOf } from '@jackfield/plugin-kit/json';
import { valueAt, type Json } from './json.js';
import type { SourceFile } from './load.js';

/** The URI that a schema declares for itself: `id` in draft-04. */
const idOf = (json: Json | undefined): string | undefined => {
  if (!isObject(json) || typeof json['$ref'] === 'string') return undefined;
  const id = json['$id'] ?? json['id'];
  return typeof id === 'string' ? id : undefined;
};

const join = (reference: string, base: string): URL | undefined => {
  try {
    return new URL(reference, base);
  } catch {
    return undefined;
  }
};

/** The URI of a file without an `$id`: a reference cannot leave the folder of schemas. */
const uriOf = (path: string): string =>
  new URL(encodeURI(path).replaceAll('#', '%23'), 'file:///').href;

const withoutFragment = (uri: URL): string => uri.href.split('#')[0] as string;

interface Target {
  readonly file: SourceFile;
  readonly pointer: string;
}

/** Finds what references lead to, among files. Nothing is fetched or read. */
export interface Resolver {
  /** Makes a file known by its path, and by each `$id` in it. */
  add(file: SourceFile): void;
  /** Returns what `$ref` leads to from a pointer in a file; `undefined` if it is not in a known file. */
  resolve(file: SourceFile, pointer: string, ref: string): SourceFile | undefined;
  /** Returns a known file by its path. */
  fileAt(path: string): SourceFile | undefined;
  /** Returns the path of the file that a reference names, whether it is known or not. */
  pathOf(file: SourceFile, pointer: string, ref: string): string | undefined;
}

export const createResolver = (): Resolver => {
  const targets = new Map<string, Target>();
  const parts = new Map<string, SourceFile>();

  /** Returns the URI that references at a pointer are relative to. */
  const baseAt = ({ path, whole }: SourceFile, pointer: string): string => {
    let base = uriOf(path);
    let json: Json | undefined = whole;
    for (const name of [undefined, ...stepsOf(pointer)]) {
      if (name !== undefined) json = valueAt(json, step('', name));
      base = join(idOf(json) ?? '', base)?.href ?? base;
    }
    return base;
  };

  /** Registers the `$id`s of a schema and of all that is in it. */
  const register = (
    file: SourceFile,
    json: Json | undefined,
    pointer: string,
    base: string,
  ): void => {
    if (typeof json !== 'object' || json === null) return;
    const id = idOf(json);
    const uri = join(id ?? '', base);
    const known = uri?.href.replace(/#$/, '');
    if (id !== undefined && known !== undefined && !targets.has(known)) {
      targets.set(known, { file, pointer });
    }
    const own = uri === undefined ? base : withoutFragment(uri);
    for (const [name, sub] of Object.entries(json)) {
      if (['enum', 'const', 'examples', 'default'].includes(name) && !Array.isArray(json)) continue;
      register(file, sub, step(pointer, name), own);
    }
  };

  const targetOf = (file: SourceFile, pointer: string, ref: string): Target | undefined => {
    const uri = join(ref, baseAt(file, pointer));
    if (uri === undefined) return undefined;
    const fragment = uri.hash.slice(1);
    if (fragment !== '' && !fragment.startsWith('/')) return targets.get(uri.href);
    const document = targets.get(withoutFragment(uri));
    if (document === undefined) return undefined;
    try {
      return { file: document.file, pointer: document.pointer + decodeURIComponent(fragment) };
    } catch {
      return undefined;
    }
  };

  return {
    add(file) {
      targets.set(uriOf(file.path), { file, pointer: '' });
      if (mayHaveIds(file.text)) register(file, file.json, '', uriOf(file.path));
    },
    resolve(file, pointer, ref) {
      const target = targetOf(file, pointer, ref);
      if (target === undefined) return undefined;
      if (target.pointer === '') return target.file;
      const key = `${target.file.path}#${target.pointer}`;
      const json = valueAt(target.file.whole, target.pointer);
      if (json === undefined) return undefined;
      const part = parts.get(key) ?? { ...target.file, json, pointer: target.pointer };
      parts.set(key, part);
      return part;
    },
    fileAt: (path) => targets.get(uriOf(path))?.file,
    pathOf(file, pointer, ref) {
      const uri = join(ref, baseAt(file, pointer));
      if (uri?.protocol !== 'file:') return undefined;
      try {
        return decodeURIComponent(uri.pathname.slice(1));
      } catch {
        return undefined;
      }
    },
  };
};

const mayHaveIds = (text: string): boolean => /"\$?id"/.test(text);

/** The name of a definition in its file: the last step of its pointer, or the file's name. */
export const nameOf = ({ path, pointer }: SourceFile): string => {
  const last = [...stepsOf(pointer)].reverse().find((name) => !/^\d+$/.test(name));
  return last ?? (path.split('/').at(-1) as string).replace(/(?:\.schema)?\.json$/, '');
};
