/** Functions, aggregations and modifiers of PromQL: how each is called, and what it gives. They stand in words.json. */
import type { Entry } from './template';
import words from './words.json';

export const FUNCTIONS: readonly Entry[] = words.functions as readonly Entry[];
export const AGGREGATIONS: readonly Entry[] = words.aggregations as readonly Entry[];
export const MODIFIERS: readonly Entry[] = words.modifiers as readonly Entry[];

/** All of them by their names. */
export const WORDS: ReadonlyMap<string, Entry> = new Map(
  [...MODIFIERS, ...AGGREGATIONS, ...FUNCTIONS].map((one) => [one.name, one]),
);
