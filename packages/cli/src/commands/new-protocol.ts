import { relative } from 'node:path';
import { EXIT, type Command } from '../command.js';

export const newProtocolCommand: Command = {
  name: 'new-protocol',
  args: '<name>',
  summary: 'write a protocol of your own: schemas, a plugin, a test, the script that generates',
  notes: [
    'In a package, the files are added to it; in the root of a monorepo, to a new package below',
    'packages/; elsewhere, to a new folder. No file is replaced.',
  ],
  options: [],
  async run([name = ''], _options, io) {
    const { newProtocol } = await import('../new-protocol/new-protocol.js');
    const { folder, files } = await newProtocol(name, process.cwd());
    const place = relative(process.cwd(), folder);
    for (const file of files) io.out(`wrote ${place === '' ? file : `${place}/${file}`}`);
    io.out('');
    io.out(`Next:${place === '' ? '' : ` cd "${place}" &&`} npm install && npm test`);
    return EXIT.success;
  },
};
