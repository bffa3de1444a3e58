import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createHost, definePlugin } from '@jackfield/core';
import { built } from '@jackfield/test-tools/built';
import { replay } from '@jackfield/testing';
import { beforeAll, describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));
const PLAYWRIGHT = fileURLToPath(
  new URL('../../../node_modules/playwright/cli.js', import.meta.url),
);

interface Report {
  readonly stats: { readonly expected: number; readonly unexpected: number };
  readonly suites: readonly Suite[];
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly {
        readonly errors: readonly { readonly message: string }[];
        readonly attachments: readonly {
          readonly name: string;
          readonly path?: string;
          readonly body?: string;
        }[];
      }[];
    }[];
  }[];
}

const specsOf = (suite: Suite): Suite['specs'] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
];

describe('the Playwright tests of the plain listener', () => {
  let report: Report;
  let specs: Suite['specs'];

  beforeAll(async () => {
    await built('@jackfield/testing');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [PLAYWRIGHT, 'test', '--reporter=json'],
      { cwd: FOLDER, encoding: 'utf8', maxBuffer: 64_000_000 },
    );
    expect(stdout, stderr).toContain('"stats"');
    report = JSON.parse(stdout.slice(stdout.indexOf('{\n'))) as Report;
    specs = report.suites.flatMap(specsOf);
  });

  const resultOf = (title: string) =>
    specs.find((spec) => spec.title === title)?.tests[0]?.results[0];
  const errorOf = (title: string): string | undefined => resultOf(title)?.errors[0]?.message;

  it('have the outcomes that are expected of them', () => {
    expect(specs.filter(({ ok }) => !ok).map(({ title }) => title)).toEqual([]);
    expect(report.stats).toMatchObject({ expected: specs.length, unexpected: 0 });
    expect(specs.length).toBeGreaterThan(35);
  });

  it('fail because of a mistake of the page, which they name', () => {
    expect(errorOf('fails its test')).toContain(
      'ENVELOPE_INVALID: Expected a string at /requestId in an envelope, received none.',
    );
  });

  it('fail because of warnings, if they are strict', () => {
    const error = errorOf('fails a strict test');
    expect(error).toContain('ANY_TARGET_ORIGIN');
    expect(error).toContain('ANY_SOURCE');
  });

  it('fail because of an address of RingCentral that is not simulated', () => {
    expect(errorOf('fails its test, and loads nothing')).toContain(
      'https://platform.ringcentral.com/restapi',
    );
  });

  it('attach a transcript that can be replayed, without personal data', async () => {
    const attachment = resultOf('fails its test')?.attachments.find(({ name }) =>
      name.endsWith('.transcript.jsonl'),
    );
    const text = attachment?.path
      ? readFileSync(attachment.path, 'utf8')
      : Buffer.from(attachment?.body ?? '', 'base64').toString();
    expect(text).not.toMatch(/Lovelace|5550142/);
    const plain = definePlugin({
      name: 'plain',
      requests: { matchContacts: () => ({}), matchCallLogs: () => ({}), logCall: () => 'ok' },
    });
    const { differences } = await replay(text, ({ transport, clock }) =>
      createHost({ service: 'Plain CRM', plugins: [plain], widget: { transport }, clock }),
    );
    // A Jackfield page registers before init, too, and this plugin finds nobody.
    expect(differences).toMatchObject([
      { kind: 'additional', name: 'register' },
      { kind: 'result', name: 'matchContacts' },
    ]);
  });
});
