/** The page's own words, in the language that is chosen: the engine's texts stay as they are. */
import { en } from './en';

export type Language = 'en' | 'zh';

export type Words = Record<keyof typeof en, string>;

const KEY = 'counterpoise.language';

export const LANGUAGES: Record<Language, string> = { en: 'English', zh: '简体中文' };

export const language: Language = chosen();

const words: Words = language === 'zh' ? (await import('./zh')).zh : en;

/** The names in braces of a text. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

export type Key = keyof typeof en;

type Values<K extends Key> =
  Names<(typeof en)[K]> extends never ? [] : [Record<Names<(typeof en)[K]>, string | number>];

/** A text with what stands for its names. */
export function say<K extends Key>(key: K, ...[values]: Values<K>): string {
  const given: Record<string, string | number> = values ?? {};
  return words[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
}

/** One or several: in English there are two forms. */
export function count(n: number, one: Key, more: Key): string {
  return words[n === 1 ? one : more].replaceAll('{n}', String(n));
}

/** Keeps the choice; the page is loaded anew for it. */
export function choose(chosen: Language): void {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // It holds until the page is closed then.
  }
}

function chosen(): Language {
  const kept = (() => {
    try {
      return globalThis.localStorage?.getItem(KEY);
    } catch {
      return null;
    }
  })();
  if (kept === 'en' || kept === 'zh') return kept;
  const wanted = globalThis.navigator?.languages ?? [];
  const first = wanted.find((tag) => /^(en|zh)\b/i.test(tag));
  return first && /^zh/i.test(first) ? 'zh' : 'en';
}
