import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/words/en';
import { count, listed, say, type Words } from '../../src/words/words';
import { zh } from '../../src/words/zh';

const keys = Object.keys(en) as (keyof Words)[];
const html = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');

/** The names in braces of a text, each as often as it is there. */
function names(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();
}

test('a text has the names of the other language, and is no copy of it', () => {
  for (const key of keys) {
    expect([key, ...names(zh[key])]).toEqual([key, ...names(en[key])]);
    // What is called so everywhere is none that one would translate.
    if (zh[key] === en[key]) expect(en[key].replaceAll(/\{\w+\}/g, '').trim()).toMatch(/^(HPA|API)?$/);
    else if (key !== 'pods') expect(zh[key]).toMatch(/\p{Script=Han}|^[\p{P}\s]|\{/u);
  }
});

test('a text that English inflects has both forms', () => {
  for (const key of keys.filter((key) => key.endsWith('Many'))) {
    expect(keys).toContain(key.replace(/Many$/, 'One'));
  }
});

test('what is missing in a language is no program', () => {
  const { copy, ...others } = zh;
  // @ts-expect-error a word is missing
  const missing: Words = others;
  // @ts-expect-error a word that is none
  const more: Words = { ...zh, nonsense: copy };
  expect([missing, more].length).toBe(2);
  // @ts-expect-error what stands for a name is missing
  expect(say('wayOf')).toContain('The way of');
});

test('names are filled in, and lists put together', () => {
  expect(say('place', { label: 'Rules', line: 3, column: 4 })).toBe('Rules, line 3, column 4');
  expect([count(1, 'errorOne', 'errorMany'), count(0, 'errorOne', 'errorMany')]).toEqual(['1 error', '0 errors']);
  expect([listed(['a', 'b']), listed(['a', 'b', 'c'], 'conjunction')]).toEqual(['a, b', 'a, b and c']);
});

describe('the page’s HTML', () => {
  const marked = [...html.matchAll(/<(\w+)([^>]*?data-say(?:-\w+)?="[^>]*)>([^<]*)/g)].flatMap(
    ([, , attributes = '', text = '']) =>
      [...attributes.matchAll(/data-say(?:-(label|title))?="(\w+)"/g)].map(([, part, key = '']) => {
        const attribute = part === 'label' ? 'aria-label' : 'title';
        const found = part ? new RegExp(`(?<![\\w-])${attribute}="([^"]*)"`).exec(attributes)?.[1] : text.trim();
        return [key as keyof Words, found] as const;
      }),
  );

  test('has words that are those of the dictionary', () => {
    expect(marked.length).toBeGreaterThan(20);
    for (const [key, text] of marked) expect([key, text]).toEqual([key, en[key]]);
  });

  test('has no word that is marked for no dictionary', () => {
    const body = html.slice(html.indexOf('<body>')).replaceAll(/<(svg|script)[\s\S]*?<\/\1>/g, '');
    const said = new Set(marked.map(([, text]) => text));
    const texts = [...body.matchAll(/>([^<>]*[A-Za-z]{3}[^<>]*)</g)].map(([, text = '']) => text.trim());
    expect(texts.filter((text) => !said.has(text))).toEqual(['Counterpoise', 'Kubernetes']);
  });
});
