import type { Command } from '../command.js';
import { checkCommand } from './check.js';
import { checkSchemasCommand } from './check-schemas.js';
import { checkTranscriptCommand } from './check-transcript.js';
import { devCommand } from './dev.js';
import { diffCommand } from './diff.js';
import { generateCommand } from './generate.js';
import { listCommand } from './list.js';
import { newProtocolCommand } from './new-protocol.js';
import { widgetCommand } from './widget.js';

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  devCommand,
  widgetCommand,
  checkCommand,
  listCommand,
  newProtocolCommand,
  generateCommand,
  checkSchemasCommand,
  checkTranscriptCommand,
  diffCommand,
];
