/** What somebody works on, kept by the browser until it is started anew: a reload takes nothing away. */
import { readState } from './share';
import type { State } from './state';

const KEY = 'counterpoise.playground';

/** Of what is inside: another is left alone, and not read. */
const VERSION = 1;

/** Characters that a browser has room for: 5 MiB, in UTF-16. What has more is not even written. */
const ROOM = 2_600_000;

/** Keeps a state; says whether there was room for it. */
export function keep(state: State): boolean {
  const length = Object.values(state.texts).reduce((sum, text) => sum + text.length, 0);
  try {
    if (length > ROOM) throw new RangeError('more than there is room for');
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, state }));
    return true;
  } catch {
    // An older one would come back in its place.
    forget();
    return false;
  }
}

/** What was kept; nothing where that is of another version, or cannot be read. */
export function kept(): State | undefined {
  try {
    const { version, state } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { version?: unknown; state?: unknown };
    return version === VERSION ? readState(state) : undefined;
  } catch {
    return undefined;
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
