import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { freshFolder, run } from './support.js';

const ENTER = '\r';
const DOWN = '\u001B[B';
const SPACE = ' ';
const CTRL_C = '\u0003';

/** A simulated user at a terminal, who waits for each question and then presses keys. */
const user = (answers: readonly (readonly [question: string, ...keys: string[]])[]) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const ending = new AbortController();
  let seen = '';
  let next = 0;
  let from = 0;
  output.on('data', (chunk: Buffer) => {
    seen += chunk.toString();
    const answer = answers[next];
    if (answer === undefined) return;
    const at = seen.indexOf(answer[0], from);
    if (at < 0) return;
    next += 1;
    from = seen.length;
    void (async () => {
      for (const key of answer.slice(1)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        input.write(key);
      }
    })();
  });
  return {
    terminal: { input, output, signal: ending.signal },
    seen: () => seen,
    end: () => ending.abort(),
  };
};

const manifestIn = (folder: string): unknown =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { jackfield: unknown })
    .jackfield;

describe('Ctrl+C', () => {
  it.each([
    ['at the name', [['package?', CTRL_C]]],
    [
      'at the folder',
      [
        ['package?', 'acme-leads', ENTER],
        ['folder?', CTRL_C],
      ],
    ],
    [
      'at the messages',
      [
        ['package?', 'acme-leads', ENTER],
        ['folder?', ENTER],
        ['language?', ENTER],
        ['Whose', ENTER],
        ['answer?', SPACE, ENTER],
        ['listen to?', CTRL_C],
      ],
    ],
  ] as const)('%s writes no files', async (_, answers) => {
    const folder = freshFolder();
    const { terminal } = user(answers as never);
    expect(await run(folder, [], terminal)).toMatchObject({
      code: 130,
      err: 'Cancelled. No files were written.',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('from outside cancels the question', async () => {
    const folder = freshFolder();
    const { terminal, seen, end } = user([]);
    const ran = run(folder, [], terminal);
    await expect.poll(seen, { interval: 5, timeout: 20_000 }).toContain('package?');
    end();
    expect(await ran).toMatchObject({ code: 130 });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a user at a terminal', () => {
  it('is asked again after an invalid name, and until a message is selected', async () => {
    const folder = freshFolder();
    const { terminal, seen } = user([
      ['package?', 'Acme', ENTER],
      ['Acme is not a valid', '\u007F', '\u007F', '\u007F', '\u007F', 'acme', ENTER],
      ['folder?', ENTER],
      ['language?', DOWN, ENTER],
      ['Whose', ENTER],
      ['answer?', ENTER],
      ['listen to?', ENTER],
      ['Select at least one request or push.'],
      ['answer?', ENTER],
      ['listen to?', SPACE, ENTER],
    ]);
    expect(await run(folder, [], terminal)).toMatchObject({ code: 0 });
    expect(manifestIn(join(folder, 'acme'))).toMatchObject({
      requests: [],
      pushes: ['callLead'],
      dev: './dev/plugins.js',
    });
    expect(seen()).toContain('callLead');
  });

  it('sees the description and the capability of a message', async () => {
    const { terminal, seen } = user([
      ['answer?', SPACE, ENTER],
      ['listen to?', ENTER],
    ]);
    const folder = freshFolder();
    const given = ['acme', '--folder', 'here', '--language', 'ts', '--wire', 'ringcx'];
    await run(folder, given, terminal);
    // The terminal breaks lines.
    const text = seen().replaceAll(/\s*\n[│\s]*/g, ' ');
    expect(text).toContain('Asks the CRM to keep a call log');
    expect(text).toContain('callLoggerEnabled');
    expect(manifestIn(join(folder, 'here'))).toMatchObject({ requests: ['logCall'], pushes: [] });
  });

  it('chooses a widget, and sees the messages that only it has', async () => {
    const { terminal, seen } = user([
      ['Whose', DOWN, ENTER],
      ['answer?', SPACE, ENTER],
      ['listen to?', ENTER],
    ]);
    const folder = freshFolder();
    await run(folder, ['acme', '--folder', 'here', '--language', 'ts'], terminal);
    expect(seen()).toContain('checkDoNotContact');
    expect(manifestIn(join(folder, 'here'))).toMatchObject({
      requests: ['appPageChanged'],
      wire: ['ringex'],
    });
  });

  it('is not asked for the widget if messages are given', async () => {
    const { terminal, seen } = user([['listen to?', ENTER]]);
    const folder = freshFolder();
    const given = ['acme', '--folder', 'here', '--language', 'ts', '--requests', 'viewLead'];
    expect(await run(folder, given, terminal)).toMatchObject({ code: 0 });
    expect(seen()).not.toContain('Whose');
    expect(manifestIn(join(folder, 'here'))).toMatchObject({ wire: ['ringcx'] });
  });

  it('is not asked if all options are given, or with --yes', async () => {
    const folder = freshFolder();
    const { terminal, seen } = user([]);
    expect(await run(folder, ['a', '--requests', 'viewLead', '--yes'], terminal)).toMatchObject({
      code: 0,
    });
    expect(seen()).toBe('');
    const all = [
      'b',
      '--folder',
      'b',
      '--language',
      'js',
      '--requests',
      'viewLead',
      '--pushes',
      '',
    ];
    expect(await run(folder, all, terminal)).toMatchObject({ code: 0 });
    expect(seen()).not.toContain('?');
  });
});
