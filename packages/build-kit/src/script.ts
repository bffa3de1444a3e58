import type { UserConfig } from 'tsdown';

/** The parts of tsdown's plugin interface that are used here. */
interface Plugin {
  readonly name: string;
  generateBundle(
    options: unknown,
    bundle: { readonly [fileName: string]: { readonly type: string; code?: string } },
  ): void;
}

/** The same code with an escape for each character that is not ASCII. */
function inAscii(fileName: string, code: string): string {
  // Its text has no escapes.
  if (/\bString\.raw\s*`[^`]*[^\0-\x7f]/u.test(code))
    throw new Error(`${fileName}: expected String.raw with ASCII characters only.`);
  return code.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A page without a charset reads a script in its own encoding, often Latin-1. */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_options, bundle): void {
    for (const [fileName, file] of Object.entries(bundle))
      if (file.type === 'chunk') file.code = inAscii(fileName, file.code ?? '');
  },
};

/** For tsdown: one classic script, for pages without a bundler. */
export const script: Omit<UserConfig, 'plugins'> & { readonly plugins: Plugin[] } = {
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  dts: false,
  clean: false,
  plugins: [asciiOnly],
};

type Banner = string | ((chunk: { fileName: string; moduleIds: string[] }) => string);

/** A script that adds to the global `Jackfield`, which a page may load twice. */
export const globalScript = (banner: Banner = ''): typeof script => ({
  ...script,
  globalName: 'Jackfield',
  outputOptions: { extend: true, globals: { '@jackfield/core': 'Jackfield' }, banner },
});

/** For the banner: stops a script that was loaded before core's own. */
export const afterCore = (fileName: string): string =>
  `if(!globalThis.Jackfield)throw new Error("${fileName}: load @jackfield/core's jackfield.iife.js first.");`;
