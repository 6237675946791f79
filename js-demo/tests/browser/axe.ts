/** What axe finds on a page. */
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** What of it would stop somebody: the rule, and the elements that break it. */
export async function violations(page: Page, options: RunOptions = {}, within = 'html'): Promise<string[]> {
  // The page's policy lets no script in but its own; this one comes by the debugger.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ([within, given]): Promise<AxeResults> => (globalThis as unknown as { axe: typeof axe }).axe.run(within, given),
    [within, { resultTypes: ['violations'], ...options } satisfies RunOptions] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
