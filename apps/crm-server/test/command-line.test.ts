import { expect, it } from 'vitest';
import { useCommandLine } from './command-line.js';

const { dataFolder, run } = useCommandLine();

it('what is wrong on the command line or in the environment ends it, without a secret', async () => {
  const data = dataFolder('wrong');
  const wrong = [
    run(data, ['dance']),
    run(data, ['seed', '--tenant', 'acme']),
    run(data, ['--nothing']),
    run(data, [], { CRM_TOKENS: 's3cret' }),
  ];
  for (const { ended, output } of wrong) {
    expect(await ended, output()).toBe(1);
    expect(output()).not.toContain('s3cret');
    expect(output()).not.toContain('    at ');
  }
});
