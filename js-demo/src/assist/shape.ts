/** What may stand where in a text: the fields of its objects, and what its values are. */
import type { Language } from '../words/words';

/** In each language of the page; what has one alone is the engine's own text. */
export type About = string | Record<Language, string>;

/** What completes a value. */
export type Of = 'query' | 'selector' | 'pattern' | 'labelTemplate' | 'label' | 'served' | 'promql';

export interface Shape {
  about?: About;
  /** What whoever reads it calls it: `MetricTarget.averageUtilization`. */
  term?: string;
  fields?: Record<string, Shape>;
  items?: Shape;
  /** What keys of one's own stand for. */
  each?: Shape | ((key: string) => Shape | undefined);
  /** What completes those keys. */
  keys?: Of;
  /** A document inside of the text. */
  embedded?: Shape;
  values?: readonly string[];
  /** What a scalar is. */
  scalar?: string;
  of?: Of;
}

/** A step into an item, and one into a document that is a text of another. */
export const ITEM = '[]';
export const INSIDE = '|';

/** The shape that a path leads to. */
export function follow(shape: Shape | undefined, path: readonly string[]): Shape | undefined {
  return path.reduce<Shape | undefined>((found, step) => {
    if (step === ITEM) return found?.items;
    if (step === INSIDE) return found?.embedded;
    const own = found?.fields?.[step];
    if (own) return own;
    return typeof found?.each === 'function' ? found.each(step) : found?.each;
  }, shape);
}

/** Whether an object or a list goes on below its key. */
export function isDeep({ fields, items, each }: Shape): boolean {
  return fields !== undefined || items !== undefined || each !== undefined;
}
