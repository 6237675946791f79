/** The words that stand in the page's HTML, in the language that is chosen; in English they are there. */
import { LANGUAGES, TAGS, choose, language, say, type Language, type Plain } from './words';

const PARTS = { say: undefined, sayLabel: 'aria-label', sayTitle: 'title' } as const;

export function translate(): void {
  document.documentElement.lang = TAGS[language];
  document.title = say('pageTitle');
  for (const element of document.querySelectorAll<HTMLElement>('[data-say], [data-say-label], [data-say-title]')) {
    for (const [name, attribute] of Object.entries(PARTS)) {
      const key = element.dataset[name] as Plain | undefined;
      if (key === undefined) continue;
      if (attribute) element.setAttribute(attribute, say(key));
      else element.textContent = say(key);
    }
  }
}

/** The choice of a language, of which each is called by its own name. */
export function offerLanguages(select: HTMLSelectElement, onchange: () => void): void {
  for (const [tag, name] of Object.entries(LANGUAGES)) {
    const option = new Option(name, tag);
    option.lang = TAGS[tag as Language];
    select.append(option);
  }
  select.value = language;
  select.addEventListener('change', () => {
    choose(select.value as Language);
    onchange();
  });
}
