/** Keys that go somewhere from wherever no text is written. */
import { byId } from './dom';

/** What a key does. */
export interface Shortcut {
  key: string;
  run: () => void;
}

const KEY = 'counterpoise.keys';

/** Single keys can be in the way of who speaks to the computer: they can be turned off. */
export function areOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function turn(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // They stay as they are.
  }
}

export function listen(shortcuts: readonly Shortcut[]): void {
  const show = async () => (await import('./keys')).showKeys();
  byId('keys', HTMLButtonElement).addEventListener('click', () => void show());
  addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (
      ctrlKey ||
      metaKey ||
      altKey ||
      event.defaultPrevented ||
      isWritten(target) ||
      document.querySelector('dialog[open]')
    )
      return;
    if (!areOn()) return;
    const found = key === '?' ? show : shortcuts.find((shortcut) => shortcut.key === key)?.run;
    if (!found) return;
    event.preventDefault();
    void found();
  });
}

/** Whether a key there is a part of a text, or a choice of its own. */
function isWritten(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=radio]), textarea, select, [contenteditable=true]') !== null
  );
}
