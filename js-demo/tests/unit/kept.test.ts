import { beforeEach, expect, test, vi } from 'vitest';
import { forget, keep, kept } from '../../src/state/kept';
import { emptyState } from '../../src/state/state';

const items = new Map<string, string>();
let room = Infinity;

beforeEach(() => {
  items.clear();
  room = Infinity;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    removeItem: (key: string) => items.delete(key),
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      items.set(key, value);
    },
  });
});

const state = { ...emptyState(), texts: { ...emptyState().texts, hpa: 'kind: 漢字' } };

test('a state is kept until it is forgotten', () => {
  expect(kept()).toBeUndefined();
  expect(keep(state)).toBe(true);
  expect(kept()).toEqual(state);
  forget();
  expect(kept()).toBeUndefined();
});

test('where there is no room nothing of before comes back', () => {
  keep(emptyState());
  room = 10;
  expect(keep(state)).toBe(false);
  expect(kept()).toBeUndefined();
});

test.each([
  ['of another version', (text: string) => text.replace('"version":1', '"version":2')],
  ['damaged', (text: string) => text.slice(0, 20)],
  ['of another form', () => '{"version":1,"state":{"texts":[]}}'],
])('one %s is not read', (_, change) => {
  keep(state);
  for (const [key, text] of items) items.set(key, change(text));
  expect(kept()).toBeUndefined();
});
