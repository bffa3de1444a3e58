import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { main } from '../../src/index.js';
import { useDevPage } from './dev-page.js';

const shared = useDevPage();

it.each([
  ['ringcx-1.0', '#engage-voice-embeddable-adapter-frame', '"wire":"ringcx"'],
  ['ringex-3.x', '#rc-widget-adapter-frame', '"wire":"ringex"'],
])(
  '“Copy all” copies a transcript of %s that check-transcript reads',
  async (widget, frame, wire) => {
    const { page, complaints } = await shared.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${shared.dev.page}/?widget=${widget}`);
    const phone = page.frameLocator(frame);
    await phone.getByText('Connected to jackfield dev').waitFor();
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByTestId('caller-name').getByText('First').waitFor();
    await page.getByRole('button', { name: 'Copy all' }).click();
    await page.getByRole('status').getByText('Copied a transcript').waitFor();

    const text = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(text).toContain(wire);
    expect(text).toContain('matchContacts');
    const file = join(shared.acme.folder, `${widget}.jsonl`);
    await writeFile(file, text);
    const lines: string[] = [];
    const record = (line: string): void => void lines.push(line);
    const code = await main(['check-transcript', file], { out: record, err: record });
    expect(code, lines.join('\n')).toBe(0);
    expect(complaints).toEqual([]);
  },
);
