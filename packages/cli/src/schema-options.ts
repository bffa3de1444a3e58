import type { CommandOption } from './command.js';

/** The options of every command that reads schemas. */
export const schemaOptions: readonly CommandOption[] = [
  { flags: '--schemas <dir>', about: 'the folder of schemas', default: 'schemas' },
  {
    flags: '--wire <name>',
    about: 'the wire, if there are several: the folder of its wire.json',
  },
];
