import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, failure } from '../command.ts';
import { buildWeb } from '../web-build.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CHROMIUM = '/usr/bin/chromium';

/** Each must pass before the tests run; a newcomer may run any of them alone. */
const CHECKS = [
  ['biome', 'check'],
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'tsconfig.web.json'],
  ['depcruise', 'src'],
  ['knip'],
] as const;

export const test: Command = {
  usage: 'test [PATTERN]',
  zh: '全部检查与测试（含真实浏览器）；末行为 N passed, N failed',
  en: 'all checks and tests, in a real browser too; closes with N passed, N failed',
  options: { soak: { type: 'boolean' } },
  run: async (_common, patterns, { soak }) => {
    const browser = installBrowser();
    if (browser) return failure(browser);
    let failedChecks = 0;
    if (patterns.length === 0) for (const check of CHECKS) if (!passes(check)) failedChecks += 1;
    await buildWeb();
    const env = { ...process.env, LANTAI_FAILED_CHECKS: String(failedChecks), LANTAI_SOAK: soak ? '1' : '' };
    const { status } = spawnSync(bin('vitest'), ['run', ...patterns], { cwd: ROOT, stdio: 'inherit', env });
    process.exit(status === 0 && failedChecks === 0 ? 0 : 1);
  },
};

const bin = (name: string) => path.join(ROOT, 'node_modules/.bin', name);

function passes([name, ...args]: readonly [string, ...string[]]): boolean {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(bin(name), args, { cwd: ROOT, encoding: 'utf8', env: process.env });
  const line = `${name} ${args.join(' ')}`.trim();
  process.stderr.write(status === 0 ? `✓ ${line} (${Math.round(performance.now() - began)} ms)\n` : `✗ ${line}\n${stdout}${stderr}\n`);
  return status === 0;
}

/** Debian's Chromium, by apt where that may be done; otherwise the words that say what to install. */
function installBrowser(): string | undefined {
  if (fs.existsSync(CHROMIUM)) return undefined;
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    process.stderr.write('lantai: 安装测试用浏览器 installing chromium…\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-q'],
      ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    ]) {
      spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
    }
  }
  return fs.existsSync(CHROMIUM) ? undefined : `测试需要 Chromium：请以 root 执行 apt-get install chromium（应为 ${CHROMIUM}）`;
}
