import {
  checkTranscript,
  isCodegenError,
  hasProblems,
  printTranscriptReport,
  type TranscriptReport,
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
    { flags: '--json', about: 'print the report as JSON' },
  ],
  problems: 'the schemas do not describe everything',
  async run([file], options, io) {
    let report: TranscriptReport;
    try {
      report = await checkTranscript({
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
    const lines = json ? [JSON.stringify(report, undefined, 2)] : printTranscriptReport(report);
    for (const line of lines) io.out(line);
    return hasProblems(report) ? EXIT.problems : EXIT.success;
  },
};
