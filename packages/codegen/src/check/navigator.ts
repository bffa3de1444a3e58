import { isObject, stepsOf } from '@jackfield/plugin-kit/json';
import type { Json } from '../json.js';
import type { SourceFile, Sources } from '../load.js';

/** Follows references and pointers through schemas. */
export interface Navigator {
  /** Returns the schema at a JSON pointer of values, starting at a file's schema. */
  member(file: SourceFile, pointer: string): Located | undefined;
  /** Returns a schema with resolved references, and the branches of its `allOf`. */
  layers(place: Located): readonly Located[];
}

/** A schema and its file. */
export interface Located {
  readonly file: SourceFile;
  readonly schema: Json | undefined;
}

export const createNavigator = ({ targetOf }: Sources): Navigator => {
  const layers = (
    place: Located,
    seen: ReadonlySet<SourceFile> = new Set(),
  ): readonly Located[] => {
    const { file, schema } = place;
    if (!isObject(schema)) return [];
    const ref = schema['$ref'];
    if (typeof ref === 'string') {
      const next = targetOf(schema);
      if (next === undefined || seen.has(next)) return [];
      return layers({ file: next, schema: next.json }, new Set([...seen, next]));
    }
    const branches = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : [];
    return [place, ...branches.flatMap((branch) => layers({ file, schema: branch }, seen))];
  };

  return {
    layers: (place) => layers(place),
    member(file, pointer) {
      const inner = (place: Located, name: string): Located | undefined =>
        layers(place).flatMap(({ file: owner, schema }) => {
          const properties = (schema as Record<string, Json | undefined>)['properties'];
          if (!isObject(properties) || !Object.hasOwn(properties, name)) return [];
          return [{ file: owner, schema: properties[name] }];
        })[0];
      return stepsOf(pointer).reduce<Located | undefined>(
        (place, name) => place && inner(place, name),
        { file, schema: file.json },
      );
    },
  };
};
