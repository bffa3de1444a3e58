import { checkProtocol } from '@jackfield/codegen';
import { EXIT, textOf, type Command } from '../command.js';
import { printViolations } from '../print-violations.js';
import { schemaOptions, strictOption } from '../schema-options.js';

export const checkSchemasCommand: Command = {
  name: 'check-schemas',
  summary: 'report the violations of message schemas',
  options: [...schemaOptions, strictOption],
  problems: 'a schema is invalid',
  async run(_args, options, io) {
    const violations = await checkProtocol({
      schemas: textOf(options, 'schemas') as string,
      wire: textOf(options, 'wire'),
      strict: options['strict'] === true,
    });
    if (violations.length > 0) {
      printViolations(violations, io);
      return EXIT.problems;
    }
    io.out('No violations.');
    return EXIT.success;
  },
};
