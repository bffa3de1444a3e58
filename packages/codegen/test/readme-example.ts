import { generate, isCodegenError, printViolation } from '@jackfield/codegen';

try {
  const { files, changed } = await generate({
    schemas: 'schemas', // contains one wire.json
    out: 'src/generated', // types, validators, tables, dispatcher
    docs: 'docs/generated', // the reference, in Markdown
    spec: 'docs/generated', // AsyncAPI, and all schemas in one file
    kit: 'kit/generated', // schemas as data and typed examples, for tests
  });
  process.stdout.write(`${files.length} files, ${changed.length} written\n`);
} catch (error) {
  if (!isCodegenError(error)) throw error;
  for (const violation of error.violations) process.stderr.write(`${printViolation(violation)}\n`);
  process.exitCode = error.code === 'SCHEMAS_INVALID' ? 1 : 2;
}
