import { expect, test } from 'vitest';
import { driveFrame } from '../widget/worlds/frame-world.js';
import { transportOf } from './frame-world.js';
import { CALLER, openPage } from './page.js';

test('the widget runs in a frame of another origin, and forgets the service when it is reloaded', async () => {
  const { frame, run, again } = await driveFrame();
  const call = (method: string, ...args: readonly unknown[]): Promise<unknown> =>
    run('call', [method, args]);
  const page = openPage(transportOf(frame));
  await run('start', [{ version: '3.x', autoLog: true }, 'ringex']);
  await expect.poll(() => page.pushes('loginStatus')).toHaveLength(1);
  await page.register();
  await expect.poll(() => page.pushes('callAutoLog')).toHaveLength(1);
  await call('inboundCall', { from: CALLER });
  await call('answer');
  await call('hangUp');
  expect(page.requests('/log')).toMatchObject([
    { triggerType: 'presenceUpdate', call: { result: 'Ringing' } },
    { call: { result: 'CallConnected' } },
    { call: { result: 'Disconnected' } },
  ]);
  expect(page.calls('callEnd')).toHaveLength(1);
  const loaded = again();
  void run('reload', [{}]);
  await loaded;
  await run('start', [{ version: '3.x' }, 'ringex']);
  expect(await run('get', ['history'])).toMatchObject([{ number: CALLER }]);
  expect(await run('get', ['state'])).toMatchObject({ autoLog: true, service: { name: null } });
  await run('close', []);
  frame.remove();
});
