import { generate, isCodegenError, printFault } from '@jackfield/codegen';

try {
  const { files, changed } = await generate({
    schemas: 'schemas', // holds one wire.json
    out: 'src/generated', // types, validators, tables, dispatcher
    docs: 'docs/generated', // the reference, in Markdown
    spec: 'docs/generated', // AsyncAPI, and all schemas in one file
    kit: 'kit/generated', // schemas as data and typed examples, for tests
  });
  process.stdout.write(`${files.length} files, ${changed.length} written\n`);
} catch (error) {
  if (!isCodegenError(error)) throw error;
  for (const fault of error.faults) process.stderr.write(`${printFault(fault)}\n`);
  process.exitCode = error.code === 'SCHEMAS_FAULTY' ? 1 : 2;
}
