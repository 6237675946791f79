/** A button that makes an edit which the engine gives. */
import type { Mend } from 'counterpoise';
import { h } from './dom';
import type { Places } from './parts';
import { say } from '../words/words';

/** Makes the change in the editor, where it can be undone. */
export function mendButton({ input, says, fix }: Pick<Mend, 'input' | 'says' | 'fix'>, places: Places): HTMLElement {
  const change = fix.text.trim() === '' ? say('takeItOut') : say('write', { text: fix.text.trim() });
  return h(
    'button',
    { type: 'button', class: 'mend', title: says, onclick: () => places.mend(input, fix) },
    change.length > 60 ? say('mendIt') : change,
  );
}
