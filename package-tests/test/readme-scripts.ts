/** A script as a README has it, ready to be copied. */
export interface ReadmeScript {
  /** From the package's folder. */
  readonly file: string;
  readonly integrity: string;
}

/** The scripts for pages without a bundler that a README of this package and version shows. */
export const readScripts = (
  readme: string,
  name: string,
  version: string,
): readonly ReadmeScript[] =>
  [
    ...readme.matchAll(
      /<script\s+src="https:\/\/cdn\.jsdelivr\.net\/npm\/(\S+?)@([\d.]+)\/(\S+)"\s+integrity="(\S+)"\s+crossorigin="anonymous"\s*><\/script>/g,
    ),
  ]
    .filter(([, of, at]) => of === name && at === version)
    .map(([, , , file = '', integrity = '']) => ({ file, integrity }));
