import { checkProtocol } from '@jackfield/codegen';
import { EXIT, textOf, type Command } from '../command.js';
import { printFaults } from '../print-faults.js';
import { schemaOptions } from '../schema-options.js';

export const checkSchemasCommand: Command = {
  name: 'check-schemas',
  summary: 'report the faults of message schemas',
  options: schemaOptions,
  found: 'a schema is faulty',
  async run(_args, options, io) {
    const faults = await checkProtocol({
      schemas: textOf(options, 'schemas') as string,
      wire: textOf(options, 'wire'),
    });
    if (faults.length > 0) {
      printFaults(faults, io);
      return EXIT.found;
    }
    io.out('No fault.');
    return EXIT.fine;
  },
};
