import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Returns the errors of TypeScript in each file, with the strict settings of this repository. */
export const violationsOf = (...files: readonly string[]): readonly (readonly string[])[] => {
  const here = fileURLToPath(new URL('../../..', import.meta.url));
  const { config } = ts.readConfigFile(join(here, 'tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  );
  const program = ts.createProgram([...files], {
    ...ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, here).options,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  });
  return files.map((file) => {
    const source = program.getSourceFile(file);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
      ...program.getDeclarationDiagnostics(source),
    ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  });
};
