/** A state that goes on after the page is loaded anew: for another language, or another version. */
import { readState } from './share';
import type { State } from './state';

const KEY = 'counterpoise.carried';

/** Loads the page anew, with what there is. */
export function reload(state: State): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // What is kept is there all the same.
  }
  location.reload();
}

/** What was carried over, once. */
export function carried(): State | undefined {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return text === null ? undefined : readState(JSON.parse(text));
  } catch {
    return undefined;
  }
}
