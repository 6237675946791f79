/** Everything by the keyboard, and a list of keys. */
import { expect, test } from 'vitest';
import { violations } from './axe';
import { Playground, useBrowser } from './playground';

useBrowser();

const focused = ({ page }: Playground) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id ?? '');

test('keys go where the list says, and are letters where somebody writes', async () => {
  const playground = await Playground.open('', { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = playground;
  const { keyboard } = page;
  await playground.choose('http-requests');
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.waitFor();
  expect(await violations(page)).toEqual([]);
  await keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(false);

  const seen: string[] = [];
  for (const key of ['p', 'Escape', 'e', 't', 'r', 'g', 'i']) {
    if (key === 'Escape') await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    else await keyboard.press(key);
    if (key === 'e') await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    seen.push(await focused(playground));
  }
  expect(seen).toEqual([
    'Paste anything',
    '',
    '',
    'inputs-tab-config',
    'results-explanation',
    'results-tab-explanation',
    'Rules',
  ]);
  // Here it is a letter.
  await keyboard.press('ControlOrMeta+Home');
  await keyboard.type('#?p ');
  expect(await playground.text('Rules')).toMatch(/^#\?p rules:/);
  expect(await dialog.isVisible()).toBe(false);

  // The tab has the keyboard now; what an answer says comes in the place of what a key did.
  await playground.settled();
  await keyboard.press('l');
  await page.getByText('The link is copied').waitFor();

  // Who does not want them turns them off.
  await page.getByRole('button', { name: 'Keys' }).click();
  await dialog.getByRole('checkbox').uncheck();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await keyboard.press('p');
  expect(await focused(playground)).not.toBe('Paste anything');
});

test('what has the keyboard is seen, wherever the Tab key goes', async () => {
  const playground = await Playground.open();
  const { page } = playground;
  await playground.choose('lost-metric');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const invisible: string[] = [];
  const names = new Set<string>();
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press('Tab');
    const { name, isSeen } = await page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      // A choice shows it on its label, an editor above itself.
      const shows = [[element], [element.closest('.editor'), '::after'], [element.nextElementSibling]] as const;
      const outlined = shows.some(([one, part]) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
      });
      return {
        name: `${element.tagName} ${element.id || element.className}`,
        isSeen: outlined || element === document.body,
      };
    });
    if (!isSeen) invisible.push(name);
    names.add(name);
  }
  expect(invisible).toEqual([]);
  for (const part of ['SELECT example', 'BUTTON share', 'BUTTON keys', 'SELECT language', 'BUTTON station'])
    expect([...names]).toContain(part);
});

test('the system’s own colours, and more contrast, leave everything readable', async () => {
  const playground = await Playground.open('', { forcedColors: 'active' });
  const { page } = playground;
  await playground.choose('lost-metric');
  const styles = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { outlineStyle, backgroundColor, color } = getComputedStyle(element);
        return { outlineStyle, isApart: backgroundColor !== color };
      });
  expect(await styles('.segments input:checked + span')).toEqual({ outlineStyle: 'solid', isApart: true });
  expect(await styles('.station[data-state=lost], .station[data-state=missing]')).toMatchObject({ isApart: true });

  const strong = await Playground.open('', { contrast: 'more' });
  await strong.choose('lost-metric');
  for (const colorScheme of ['light', 'dark'] as const) {
    await strong.page.emulateMedia({ colorScheme, contrast: 'more' });
    expect(
      await violations(strong.page, {
        runOnly: ['color-contrast', 'color-contrast-enhanced'],
        rules: { 'color-contrast-enhanced': { enabled: true } },
      }),
    ).toEqual([]);
  }
});
