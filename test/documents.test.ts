import fs from 'node:fs';
import { expect, inject, test } from 'vitest';
import { generated } from '../scripts/generated.ts';
import { migrate } from '../src/platform/migrate.ts';
import { provision } from '../src/platform/provision.ts';

const REQUIREMENTS = 'docs/requirements.md';
const testFiles = fs.globSync(['src/**/*.test.ts', 'test/**/*.test.ts']);
const withoutDocs = (file: string) => !file.includes('node_modules');

test('what is generated is as it would be generated now', async () => {
  const { owner } = await provision(inject('superuserUrl'), 'generated_lantai');
  await migrate(owner);
  for (const [file, text] of Object.entries(await generated(owner))) expect(fs.readFileSync(file, 'utf8'), file).toBe(text);
});

/** `path › name of a test`, in backticks. */
const named = [...fs.readFileSync(REQUIREMENTS, 'utf8').matchAll(/`((?:src|test)\/[^`]+?\.test\.ts)(?: › ([^`]+))?`/g)].map(
  ([, file = '', name]) => ({ file, name }),
);

test('every test that the requirements name exists', () => {
  expect(named.length).toBeGreaterThan(40);
  for (const { file, name } of named) {
    expect(fs.existsSync(file), file).toBe(true);
    if (name) expect(fs.readFileSync(file, 'utf8'), `${file} › ${name}`).toContain(name);
  }
});

test('no test is skipped, left to do, or run alone', () => {
  for (const file of testFiles) expect(fs.readFileSync(file, 'utf8'), file).not.toMatch(/\b(test|describe|it)\.(skip|todo|only|fails)\b/);
});

test('every requirement is shown by a test or a command, or says 未完成', () => {
  const rows = fs
    .readFileSync(REQUIREMENTS, 'utf8')
    .split('\n')
    .filter((line) => /^\| \d/.test(line));
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) {
    const [, , asked, where, evidence] = row.split(' | ');
    expect(asked && where && evidence, row).toBeTruthy();
    expect(row, row).toMatch(/`(src|test)\/[^`]+`|`\.\/lantai [^`]+`|未完成/);
  }
});

test('every link and path in the documents leads somewhere', () => {
  for (const file of fs.globSync(['README.md', 'docs/**/*.md']).filter(withoutDocs)) {
    const text = fs.readFileSync(file, 'utf8');
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      expect(fs.existsSync(`${folder}/${link}`), `${file}: ${link}`).toBe(true);
    for (const [, path = ''] of text.matchAll(/`((?:src|test|bench|docs|migrations|scripts)\/[\w./-]+\.\w+)`/g))
      expect(fs.existsSync(path), `${file}: ${path}`).toBe(true);
  }
});

test('the prose names no machine path and no registry host', () => {
  const files = fs.globSync([
    'README.md',
    'docs/**/*.md',
    'src/**/*.ts',
    'src/**/*.tsx',
    'bench/*.ts',
    'scripts/*.ts',
    'lantai',
    '.ci/run',
    'migrations/*.sql',
  ]);
  const banned = new RegExp(
    ['/wo' + 'rk/', '/ro' + 'ot/', 'registry\\.np' + 'mjs', 'deb\\.deb' + 'ian', '\\bTO' + 'DO\\b', '\\bFIX' + 'ME\\b'].join('|'),
  );
  for (const file of files) expect(fs.readFileSync(file, 'utf8'), file).not.toMatch(banned);
});
