import {
  checkTranscript,
  isCodegenError,
  isRemarkable,
  printFindings,
  type Findings,
} from '@jackfield/codegen';
import { EXIT, textOf, type Command } from '../command.js';
import { printViolations } from '../print-violations.js';

export const checkTranscriptCommand: Command = {
  name: 'check-transcript',
  args: '<file>',
  summary: 'report messages of a widget that the schemas do not describe',
  notes: [
    'FILE is a transcript of @jackfield/testing, or a dump of the messages that a window received:',
    'JSON Lines or a JSON array, of { at, origin, data } or of the data alone.',
  ],
  options: [
    {
      flags: '--schemas <dir>',
      about:
        'the folder of schemas (default: ./schemas, or those of the installed @jackfield/core)',
    },
    { flags: '--wire <name>', about: 'the wire, if there are several' },
    { flags: '--json', about: 'print the findings as JSON' },
  ],
  problems: 'the schemas do not describe everything',
  async run([file], options, io) {
    let findings: Findings;
    try {
      findings = await checkTranscript({
        file: String(file),
        schemas: textOf(options, 'schemas'),
        wire: textOf(options, 'wire'),
      });
    } catch (error) {
      // Invalid schemas are a usage error here: the command checks the transcript, not the schemas.
      if (!isCodegenError(error) || error.code !== 'SCHEMAS_INVALID') throw error;
      printViolations(error.violations, io, 'checked');
      return EXIT.usageError;
    }
    const json = options['json'] === true;
    const lines = json ? [JSON.stringify(findings, undefined, 2)] : printFindings(findings);
    for (const line of lines) io.out(line);
    return isRemarkable(findings) ? EXIT.problems : EXIT.success;
  },
};
