import type { CommandOption } from './command.js';

/** For commands that report violations. */
export const strictOption: CommandOption = {
  flags: '--strict',
  about: 'also hold the house rules, as where wire.json has "houseRules": true',
};

/** The options of every command that reads schemas. */
export const schemaOptions: readonly CommandOption[] = [
  { flags: '--schemas <dir>', about: 'the folder of schemas', default: 'schemas' },
  {
    flags: '--wire <name>',
    about: 'the wire, if there are several: the folder of its wire.json',
  },
];
