import { createRingexWidget } from '@jackfield/testing';
import { expect, it } from 'vitest';

it('a hidden tab of the simulated RingEX does not become the main one when it is reloaded', async () => {
  const widget = createRingexWidget({ version: '3.x', autoLog: true });
  const hidden = await widget.openTab({ hidden: true });
  await widget.openTab();
  await hidden.reload();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([false, false, true]);
  widget.close();
});
