import { beforeAll, describe, expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

test('a link gives back the texts and choices, of every script', async () => {
  const text = '# 😀👩‍🚀 漢字かな ñ\nrules: []';
  const playground = await Playground.open('', { permissions: ['clipboard-read', 'clipboard-write'] });
  await playground.choose('external-queue');
  await playground.paste('Rules', text);
  await playground.page.locator('label', { hasText: 'Safe' }).click();
  await playground.page.getByLabel('Kubernetes').selectOption('1.33');
  // What an answer says comes in the place of what the button did.
  await playground.settled();
  await playground.page.getByRole('button', { name: 'Copy link' }).click();
  await playground.page.getByText('The link is copied').waitFor();
  const link = await playground.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(playground.page.url());

  const opened = await Playground.open(new URL(link).hash);
  await opened.settled();
  expect(await opened.text('Rules')).toBe(text);
  expect(await opened.text('HPA')).toBe(await playground.text('HPA'));
  expect(await opened.page.getByRole('radio', { name: 'Safe' }).isChecked()).toBe(true);
  expect(await opened.page.getByLabel('Kubernetes').inputValue()).toBe('1.33');
});

describe('a bad link says so, and the page works', () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await Playground.open('#nonsense');
  });

  // The first when the page is loaded, the others when they are opened in it.
  test.each([
    ['#nonsense', 'The link is not one of this playground'],
    ['#1.AAAA', 'The link is damaged'],
    ['#9.AAAA', 'The link has version 9'],
  ])('%s', async (hash, message) => {
    await playground.page.evaluate((given) => void (location.hash = given), hash);
    const alert = playground.page.getByRole('alert');
    await alert.getByText(message).waitFor();
    await playground.settled();
    expect(await playground.output.locator('.headline').count()).toBe(1);
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    expect(await alert.isVisible()).toBe(false);
  });
});
