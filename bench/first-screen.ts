import { openBrowser } from '../test/e2e/browser.ts';
import { openPage } from '../test/e2e/open-page.ts';
import { PASSWORD, setUpAt, startProduct } from '../test/e2e/product.ts';
import type { Benchmark } from './benchmark.ts';

const TURNS = 10;

/**
 * From the Enter of a sign-in to the first screen with what waits on it, in Chromium on the machine of the server, each time in a window
 * that has nothing in its cache. The first turn also lets the server read its files and is left out.
 */
export const firstScreen: Benchmark = {
  name: 'first-screen',
  describe: { rows: TURNS, seconds: 60, diskMb: 200 },
  run: async ({ seed, size }) => {
    const product = await startProduct();
    const browser = await openBrowser();
    try {
      await setUpAt(product);
      const times: number[] = [];
      for (let turn = 0; turn <= TURNS; turn++) {
        const page = await openPage({ browser, product }, '/');
        await page.getByLabel('登录名').fill('leader');
        await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
        const began = performance.now();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
        await page.getByText('没有等待处理的事项').waitFor();
        if (turn > 0) times.push(performance.now() - began);
        await page.context().close();
      }
      times.sort((a, b) => a - b);
      const figures = { p50Ms: Math.round(times[Math.floor(TURNS / 2)] ?? 0), slowestMs: Math.round(times.at(-1) ?? 0) };
      return { name: 'first-screen', seed, size, figures, peers: {}, floor: {} };
    } finally {
      await browser.close();
      await product.stop();
    }
  },
};
