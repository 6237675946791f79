/** The page's own words, in the language that is chosen: the engine's texts stay as they are. */
import { en } from './en';

export type Language = 'en' | 'zh';

export type Words = Record<keyof typeof en, string>;

const KEY = 'counterpoise.language';

export const LANGUAGES: Record<Language, string> = { en: 'English', zh: '简体中文' };

/** As HTML has them. */
export const TAGS: Record<Language, string> = { en: 'en', zh: 'zh-Hans' };

export const language: Language = chosen();

const words: Words = language === 'zh' ? (await import('./zh')).zh : en;

/** The names in braces of a text. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

type Key = keyof typeof en;

type Values<K extends Key> = [Names<(typeof en)[K]>] extends [never]
  ? []
  : [Record<Names<(typeof en)[K]>, string | number>];

/** Texts in which nothing is filled in. */
export type Plain = { [K in Key]: Values<K> extends [] ? K : never }[Key];

/** A text with what stands for its names. */
export function say<K extends Key>(key: K, ...[values]: Values<K>): string {
  const given: Record<string, string | number> = values ?? {};
  return words[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
}

/** One or several: in English there are two forms. */
export function count(n: number, one: Key, more: Key): string {
  return words[n === 1 ? one : more].replaceAll('{n}', String(n));
}

/** Several, with what stands between them in the language. */
export function listed(all: readonly string[], type: 'conjunction' | 'unit' = 'unit'): string {
  if (type === 'unit') return all.join(language === 'zh' ? '、' : ', ');
  return new Intl.ListFormat(language === 'zh' ? 'zh-Hans' : 'en-GB', { type }).format(all);
}

/** Words that end as sentences do. */
export function sentence(words: string): string {
  return language === 'zh' ? `${words}。` : `${words}. `;
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
