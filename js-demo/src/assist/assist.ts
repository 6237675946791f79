/** Completion and hover of an editor. Loaded when an editor has the keyboard for the first time. */
import { autocompletion } from '@codemirror/autocomplete';
import { Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { source } from './complete';
import { toldAt } from './hover';
import { hpa } from './hpa';
import type { Known } from './known';
import { config } from './rules';
import type { Shape } from './shape';
import './assist.css';

const look = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxWidth: 'min(560px, 90vw)',
    fontFamily: 'var(--mono)',
    fontSize: 'var(--code-size)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: '1.5' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--selection)',
    color: 'var(--text)',
    // Where the system takes the colour away.
    outline: '1px solid transparent',
    outlineOffset: '-1px',
  },
  '.cm-completionMatchedText': { color: 'var(--accent)', fontWeight: '600', textDecoration: 'none' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-tooltip.cm-completionInfo': { padding: '0' },
});

const SHAPES: Record<string, Shape> = { config, hpa };

/** For the inputs whose fields are known; nothing for another. */
export function assist(input: string, known: () => Known): Extension {
  const shape = SHAPES[input];
  if (!shape) return [];
  return [
    look,
    autocompletion({ override: [source(shape, known)], icons: false }),
    hoverTooltip((view, pos) => {
      const told = toldAt(view.state, pos, shape, known());
      return told ? { pos: told.from, end: told.to, above: true, create: () => ({ dom: told.make() }) } : null;
    }),
    byKeyboard(shape, known),
  ];
}

const asked = StateEffect.define<Tooltip | null>();

/** The same beside the cursor: by a key until the next one. */
function byKeyboard(shape: Shape, known: () => Known): Extension {
  const field = StateField.define<Tooltip | null>({
    create: () => null,
    update: (held, { docChanged, selection, effects }) =>
      effects.reduce<Tooltip | null>(
        (found, effect) => (effect.is(asked) ? effect.value : found),
        docChanged || selection ? null : held,
      ),
    provide: (held) => showTooltip.from(held),
  });
  const show = (view: EditorView): boolean => {
    const told = toldAt(view.state, view.state.selection.main.head, shape, known());
    if (!told) return false;
    const create = () => {
      const dom = told.make();
      dom.setAttribute('role', 'status');
      return { dom };
    };
    view.dispatch({ effects: asked.of({ pos: told.from, end: told.to, above: true, create }) });
    return true;
  };
  const hide = (view: EditorView): boolean => {
    if (!view.state.field(field)) return false;
    view.dispatch({ effects: asked.of(null) });
    return true;
  };
  return [
    field,
    Prec.high(
      keymap.of([
        { key: 'F1', run: show },
        { key: 'Escape', run: hide },
      ]),
    ),
  ];
}
