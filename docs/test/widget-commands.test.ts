import { expect, it, onTestFinished } from 'vitest';
import { startWidget } from '../../packages/cli/src/widget/start-widget.js';
import { FAKE_SHELL } from '../../packages/cli/test/widget/fake-shell.js';
import { act } from '../examples/widget-commands.js';

it('a program can start the commands of the control panel', async () => {
  const { controlOrigin, widgetOrigin, close } = await startWidget({
    wire: 'ringcx',
    port: 0,
    controlPort: 0,
    origins: [],
    shell: FAKE_SHELL,
    print: () => {},
  });
  onTestFinished(close);
  await act('inboundCall', [{ from: '+16505550142' }], controlOrigin);
  await expect(act('answer', [], widgetOrigin)).rejects.toThrow(
    'Expected the control panel to start answer, received 405.',
  );
});
