/** Stretches of a text that are lit up from outside. */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { Range } from '../state/position';

const lit = StateEffect.define<readonly Range[]>();
const mark = Decoration.mark({ class: 'cm-lit' });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (held, { changes, effects }) =>
    effects.reduce(
      (found, effect) =>
        effect.is(lit)
          ? Decoration.set(
              effect.value.map(({ from, to }) => mark.range(from, to)),
              true,
            )
          : found,
      held.map(changes),
    ),
  provide: (held) => EditorView.decorations.from(held),
});

export const lights: Extension = field;

/** Lights up these stretches alone. */
export function light(view: EditorView, ranges: readonly Range[]): void {
  const end = view.state.doc.length;
  const within = ranges.filter(({ from, to }) => from < to && to <= end);
  view.dispatch({ effects: lit.of(within) });
}
