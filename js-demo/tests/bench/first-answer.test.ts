/**
 * How long the first answer takes from the module's last byte on, in fresh profiles of the browser. It prints, and asserts no
 * time: that is the machine's. `cargo xtask bench --page` runs it.
 */
import type { Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { Playground, useBrowser } from '../browser/playground';

useBrowser();

const TIMES = 20;

/** Milliseconds from the start of the navigation, or between two of what follows. */
interface Turn {
  painted: number;
  module: number;
  asked: number;
  answered: number;
}

/** Notes when the page asks the engine first, and when the answer comes to it. */
function note(): void {
  const { Worker: Own } = globalThis;
  globalThis.Worker = class extends Own {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', () => performance.mark('answered'), { once: true });
    }
    override postMessage(question: unknown): void {
      performance.mark('asked');
      super.postMessage(question);
    }
  };
}

async function turn(): Promise<Turn> {
  let module: Request | undefined;
  const { page } = await Playground.open('', {}, async (page) => {
    await page.addInitScript(note);
    page.on('requestfinished', (request) => {
      if (request.url().endsWith('.wasm')) module = request;
    });
  });
  await page.locator('#outputs[aria-busy=false]').waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0);
  const { origin, painted, asked, answered } = await page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    const origin = performance.timeOrigin;
    return { origin, painted: at('first-contentful-paint'), asked: at('asked'), answered: at('answered') };
  });
  await page.context().close();
  if (!module) throw new Error('no module came');
  const { startTime, responseEnd } = module.timing();
  return { painted, module: startTime + responseEnd - origin, asked, answered };
}

test('the first answer', { timeout: 300_000 }, async () => {
  const turns: Turn[] = [];
  for (let i = 0; i < TIMES; i++) turns.push(await turn());
  const line = (what: string, of: (turn: Turn) => number) => {
    const [best = NaN, ...others] = turns.map(of).sort((a, b) => a - b);
    const median = others[Math.floor(others.length / 2)] ?? NaN;
    console.log(`${what}: best ${best.toFixed(0)} ms, median ${median.toFixed(0)} ms of ${TIMES}`);
    return best;
  };
  const figures = [
    line('first paint behind the navigation', ({ painted }) => painted),
    line('the module’s last byte behind the navigation', ({ module }) => module),
    line('the first question behind the navigation', ({ asked }) => asked),
    line('the first answer behind the navigation', ({ answered }) => answered),
    line('the first answer behind the module’s last byte', ({ module, answered }) => answered - module),
    line(
      'the first answer behind the later of module and question',
      (turn) => turn.answered - Math.max(turn.module, turn.asked),
    ),
  ];
  expect(figures.every(Number.isFinite)).toBe(true);
});
