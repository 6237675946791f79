/** What templates of rules hold between << and >>: the words of words.json, which `counterpoise lsp` reads, too. */
import type { About } from './shape';
import words from './words.json';

export interface Entry {
  name: string;
  /** How it is written, where that is not its name alone. */
  form?: string;
  about: About;
}

export const QUERY_FIELDS: readonly Entry[] = words.queryFields as readonly Entry[];
export const LABEL_FIELDS: readonly Entry[] = words.labelFields as readonly Entry[];
export const TEMPLATE_WORDS: readonly Entry[] = words.templateWords as readonly Entry[];
