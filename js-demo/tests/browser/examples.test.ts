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
const names = readdirSync(new URL('examples', root)).filter((name) => name !== 'broken');

/** What `counterpoise explain` prints of an example, which the tests of the command line keep up to date. */
function told(example: string): string[] {
  const [, , text = ''] = readFileSync(new URL(`tests/snapshots/explain-${example}.snap`, root), 'utf8').split(
    /^---\n/m,
  );
  return text
    .split('\n')
    .map(plain)
    .filter((line) => line !== '');
}

/** A line without its layout. */
function plain(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}

/** What the page shows of an explanation, in the same order. */
async function shown({ output }: Playground): Promise<string[]> {
  const lines = await output.locator('.then, .explained h2, .explained .row').evaluateAll((elements) =>
    elements.flatMap((element) => {
      if (!element.classList.contains('row')) return [element.textContent];
      const label = element.querySelector('dt')?.textContent;
      const texts = [...element.querySelectorAll('.fact, .why, pre')].flatMap((part) =>
        part.textContent.trimEnd().split('\n'),
      );
      return [`${label} ${texts[0]}`, ...texts.slice(1)];
    }),
  );
  return lines.map(plain).filter((line) => line !== '');
}

describe('an example is explained as by the command line', () => {
  test.each(names)('%s', async (name) => {
    await playground.choose(name);
    await playground.tab('Explanation');
    expect(await shown(playground)).toEqual(told(name));
    // What it comes to stands above it.
    const targets = told(name)
      .filter((line) => line.startsWith('TARGETS '))
      .map((line) => line.slice('TARGETS '.length));
    expect(await playground.output.locator('.headline code').allTextContents()).toEqual(targets);
  });
});

test('the annotations of an example are those of its HPA', async () => {
  await playground.choose('istio-request-total');
  expect(await playground.page.getByRole('radio', { name: 'Annotations' }).isChecked()).toBe(true);
  await playground.tab('Collectors');
  const queries = told('istio-request-total')
    .filter((line) => line.startsWith('PromQL '))
    .map((line) => line.slice('PromQL '.length));
  expect(plain((await playground.output.locator('.promql pre').textContent()) ?? '')).toBe(queries[0]);
});

test('another release decides otherwise', async () => {
  await playground.choose('mockmetrics');
  await playground.tab('Explanation');
  const replicas = playground.output.locator('.replicas');
  expect(await replicas.textContent()).toBe('1→2');
  await playground.page.getByLabel('Kubernetes').selectOption('1.37');
  await playground.settled();
  expect(await replicas.textContent()).toBe('1');
});
