import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

// One page for all, as its users have it.
let playground: Playground;
beforeAll(async () => {
  playground = await Playground.open();
});

const root = new URL('../../../', import.meta.url);
const folders = readdirSync(new URL('examples/broken', root), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);
const names = folders.map(({ name }) => name);

async function choose(name: string): Promise<void> {
  await playground.page.getByLabel('What goes wrong').selectOption(name);
  await playground.settled();
}

/** The first sentence of its README, without its marks of code. */
function sentence(name: string): string {
  const readme = readFileSync(new URL(`examples/broken/${name}/README.md`, root), 'utf8');
  return (readme.split(/\n{2,}/)[1] ?? '').replaceAll('`', '');
}

/** What `counterpoise explain` says first of what is broken, which the tests of the command line keep up to date. */
function cause(name: string): string {
  const told = readFileSync(new URL(`tests/snapshots/broken/${name}.snap`, root), 'utf8');
  const [, text = ''] = /^ {2}(?:refused|error|warning|note) {2,}(.*)$/m.exec(told) ?? [];
  return text;
}

const bar = () => playground.page.locator('#lesson');
const faults = () => playground.output.locator('.row').filter({ hasText: /^(refused|error|warning|note)/ });

describe('a scenario says what to look at, its cause first, and its mend works', () => {
  test.each(names)('%s', async (name) => {
    await choose(name);
    await playground.tab('Explanation');
    expect(await bar().locator('p').textContent()).toBe(sentence(name));
    expect(await faults().first().locator('.fact').textContent()).toBe(cause(name));

    // What the engine decides to be at fault stands above everything else.
    const told = await playground.output.locator('.causes > .problem .message').allTextContents();
    expect(told.length).toBe(1);
    // The command line says of some what comes of it, too.
    expect(cause(name).endsWith(told[0] ?? '?')).toBe(true);

    await bar().getByRole('button', { name: 'Show the mend' }).click();
    await playground.settled();
    expect(await bar().locator('p').textContent()).toMatch(/^Mended: see .*\.$/);
    expect(await faults().count()).toBe(0);
    expect(await playground.output.locator('.replicas').last().textContent()).toMatch(/[1-9]/);
    expect(await playground.page.getByLabel('What goes wrong').inputValue()).toBe(name);

    await bar().getByRole('button', { name: 'Show it broken' }).click();
    await playground.settled();
    expect(await faults().first().locator('.fact').textContent()).toBe(cause(name));
  });
});

test('a mend is undone in its editor, too, and a scenario stays chosen while it is tried out', async () => {
  await choose('milli-in-the-target');
  await bar().getByRole('button', { name: 'Show the mend' }).click();
  await playground.settled();
  await (await playground.editor('HPA')).focus();
  await playground.page.keyboard.press('ControlOrMeta+Z');
  await playground.settled();
  expect(await playground.text('HPA')).toContain('averageValue: 50m');
  expect(await bar().locator('p').textContent()).toBe(sentence('milli-in-the-target'));
  await playground.paste('HPA', (await playground.text('HPA')).replace('50m', '60'));
  expect(await bar().isVisible()).toBe(true);
  await playground.choose('http-requests');
  expect(await bar().isVisible()).toBe(false);
  expect(await playground.page.getByLabel('What goes wrong').inputValue()).toBe('');
});
