import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const require = createRequire(import.meta.url);
const FONT = path.dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ARGS = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu'];

/** The machine's Chromium with a Chinese font, so that pages are seen as a clerk sees them. */
export function openBrowser(): Promise<Browser> {
  // without a UTF-8 locale Chromium cannot take up files with Chinese names
  const env = { ...process.env, LC_ALL: 'C.UTF-8', FONTCONFIG_FILE: fontconfig() } as Record<string, string>;
  // root may not use Chromium's sandbox
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...ARGS] : ARGS;
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args, env });
}

/** What a page throws, and what its console calls an error: a test file should look that there is none. A refused call is no fault. */
export function collectFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
}

type Finding = { id: string; impact: string | null; nodes: { html: string; any?: { message: string }[] }[] };

/**
 * Fails on what axe finds serious or critical, and on colours that it could not judge: text that cannot be seen at all is `incomplete`
 * to it, not a violation. `part` names what is looked at; `within` keeps to one element,
 * such as a menu that lies over what it does not darken.
 */
export async function axeCheck(page: Page, part = page.url(), within = 'html'): Promise<void> {
  await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate<{ violations: Finding[]; incomplete: Finding[] }>(`axe.run('${within}')`);
  const bad = [
    ...violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
    ...incomplete.filter(({ id }) => id === 'color-contrast'),
  ];
  expect(bad.map(brief), part).toEqual([]);
}

const brief = ({ id, nodes }: Finding) => `${id} x${nodes.length} ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.any?.[0]?.message ?? ''}`;

/** Puts `dist/screenshots/<name>.png` there to be looked at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  fs.mkdirSync('dist/screenshots', { recursive: true });
  await page.screenshot({ path: `dist/screenshots/${name}.png` });
}

function fontconfig(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-fonts-'));
  const file = path.join(folder, 'fonts.conf');
  const folders = ['400Regular', '700Bold'].map((weight) => `<dir>${path.join(FONT, weight)}</dir>`).join('');
  fs.writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<dir>/usr/share/fonts</dir><cachedir>${folder}</cachedir></fontconfig>`,
  );
  return file;
}
