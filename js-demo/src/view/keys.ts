/** The list of keys. */
import { say, type Plain } from '../words/words';
import { h } from './dom';
import { areOn, turn } from './shortcuts';

const MOD = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl';

const LISTS: [title: Plain, keys: [keys: string[], does: Plain][]][] = [
  [
    'keysPlace',
    [
      [['?'], 'keyHelp'],
      [['p'], 'keyPaste'],
      [['e'], 'keyExample'],
      [['i'], 'keyInput'],
      [['t'], 'keyInputTab'],
      [['r'], 'keyResult'],
      [['g'], 'keyResultTab'],
      [['←', '→'], 'keyTabs'],
      [['l'], 'keyLink'],
    ],
  ],
  [
    'keysEditor',
    [
      [['Ctrl+Space'], 'keyComplete'],
      [['F1'], 'keyAbout'],
      [['Esc'], 'keyEscape'],
      [['Tab'], 'keyLeave'],
      [[`${MOD}+Z`], 'keyUndo'],
      [[`${MOD}+F`], 'keyFind'],
      [['F8'], 'keyNextFinding'],
    ],
  ],
  [
    'keysResults',
    [
      [['Enter'], 'keyPress'],
      [['←', '→', 'PgUp', 'PgDn'], 'keySlide'],
    ],
  ],
];

let dialog: HTMLDialogElement | undefined;

export function showKeys(): void {
  dialog ??= made();
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
}

function made(): HTMLDialogElement {
  const on = h('input', { type: 'checkbox', checked: areOn() });
  on.addEventListener('change', () => turn(on.checked));
  const close = h('button', { type: 'button', class: 'primary', onclick: () => box.close() }, say('close'));
  const box: HTMLDialogElement = h(
    'dialog',
    { class: 'keys', 'aria-labelledby': 'keys-title' },
    // Reading begins here, and not with the first thing that takes a key.
    h('h2', { id: 'keys-title', tabindex: '-1', autofocus: true }, say('keysTitle')),
    ...LISTS.map(([title, keys]) =>
      h(
        'section',
        {},
        h('h3', {}, say(title)),
        h(
          'dl',
          {},
          ...keys.map(([names, does]) =>
            h('div', {}, h('dt', {}, ...names.flatMap((name) => [h('kbd', {}, name), ' '])), h('dd', {}, say(does))),
          ),
        ),
      ),
    ),
    h('footer', {}, h('label', {}, on, say('keysOn')), close),
  );
  return box;
}
