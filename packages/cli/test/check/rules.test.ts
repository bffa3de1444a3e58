import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULES, type RuleId } from '../../src/check/rules.js';
import type { Violation } from '../../src/index.js';
import { check, FIXTURES, installCore, layOut } from './support.js';

const IDS = Object.keys(RULES) as RuleId[];

describe('every rule of jackfield check', () => {
  let root: string;
  let code: number;
  const found = new Map<string, readonly Violation[]>();

  // All fixtures are workspaces of one monorepo, so that schemas and sources are read once.
  beforeAll(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-rules-')));
    const json = { private: true, workspaces: ['*/*'] };
    await writeFile(join(root, 'package.json'), JSON.stringify(json));
    await installCore(root);
    await layOut(join(root, 'base/good'));
    for (const id of IDS) {
      for (const verdict of ['bad', 'good']) {
        await layOut(join(root, id, verdict), `${id}/${verdict}`);
      }
    }
    const report = await check(root);
    code = report.code;
    for (const { folder, violations } of report.packages)
      found.set(relative(root, folder), violations);
  }, 60_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('has fixtures, and every fixture a rule', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(['base', ...IDS].sort());
    for (const id of IDS) {
      expect(readdirSync(join(FIXTURES, id)).sort(), id).toEqual(['bad', 'good']);
    }
    expect(code).toBe(1);
  });

  it('accepts a valid plugin', () => {
    expect(found.get('base/good')).toEqual([]);
  });

  it.each(IDS)('%s is reported at the violation, and no other rule is', async (id) => {
    const violations = found.get(`${id}/bad`);
    expect(violations?.map(({ rule }) => rule)).toEqual([id]);
    const [{ file, line, column, severity, message, why, fix }] = violations as [Violation];
    expect({ severity, why, fix }).toEqual({
      severity: RULES[id].severity,
      why: RULES[id].why,
      fix: RULES[id].fix,
    });
    expect(message).toMatch(/^[^\n]+[.?]$/);
    expect(existsSync(join(root, file))).toBe(true);
    const lines = (await readFile(join(root, file), 'utf8')).split('\n');
    expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column);
  });

  it.each(IDS)('%s is not reported for a plugin that follows it', (id) => {
    expect(found.get(`${id}/good`)).toEqual([]);
  });
});
