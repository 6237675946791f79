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

test('what is chosen in the simulation is in the link, and survives a reload', async () => {
  const playground = await Playground.open('', { permissions: ['clipboard-read', 'clipboard-write'] });
  await playground.choose('flapping-day');
  await playground.tab('Simulation');
  const { output, page } = playground;
  await output.locator('canvas').first().waitFor();
  await output.getByLabel('over', { exact: true }).selectOption('an hour');
  await output.getByLabel('high, req/s').fill('250');
  await output.getByRole('slider', { name: 'Window down' }).fill('600');
  await output.locator('.parted').waitFor();

  const shows = async (shown: Playground) => {
    const { output } = shown;
    await shown.settled();
    await shown.tab('Simulation');
    await output.locator('.parted').waitFor();
    expect(await output.getByLabel('high, req/s').inputValue()).toBe('250');
    expect(await output.getByLabel('over', { exact: true }).inputValue()).toBe('3600');
    expect(await output.locator('.settings output').first().textContent()).toBe('600 s, not 0');
  };
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('The link is copied').waitFor();
  await shows(await Playground.open(new URL(page.url()).hash));

  // Another choice is not what the link says; it is kept all the same.
  await output.getByLabel('over', { exact: true }).selectOption('a day');
  await output.getByLabel('over', { exact: true }).selectOption('an hour');
  await output.getByLabel('low, req/s').fill('61');
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await shows(playground);
  expect(await page.locator('#example').inputValue()).toBe('flapping-day');
  expect(await output.getByLabel('low, req/s').inputValue()).toBe('61');
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
