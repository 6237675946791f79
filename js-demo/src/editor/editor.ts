/** An editor for one input. */
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Problem } from '../analysis/types';
import type { Range } from '../state/position';
import { light, lights } from './light';
import { theme } from './theme';

export interface EditorOptions {
  label: string;
  placeholder: string;
  /** The text was changed, by typing or by `replace`. */
  onchange: () => void;
  /** The cursor went to this place, or the editor is left. */
  onpoint?: (at: number | undefined) => void;
  /** More for whoever writes, loaded once somebody does. */
  assist?: () => Promise<Extension>;
}

export class Editor {
  readonly view: EditorView;
  private readonly language = new Compartment();
  private readonly name = new Compartment();
  private readonly help = new Compartment();
  private copy: { doc: Text; text: string } | undefined;

  constructor(parent: HTMLElement, { label, placeholder: hint, onchange, onpoint, assist }: EditorOptions) {
    const changed = EditorView.updateListener.of((update) => {
      if (update.selectionSet || update.focusChanged) {
        onpoint?.(update.view.hasFocus ? update.state.selection.main.head : undefined);
      }
      if (!update.docChanged) return;
      const before = languageOf(beginning(update.startState.doc));
      const now = languageOf(beginning(update.state.doc));
      if (before !== now) this.view.dispatch({ effects: this.language.reconfigure(now) });
      onchange();
    });
    const extensions = [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection({ cursorBlinkRate: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1200 }),
      indentOnInput(),
      bracketMatching(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      search({ top: true }),
      syntaxHighlighting(classHighlighter),
      // The Tab key goes on to the next control, as everywhere on the page.
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
      placeholder(hint),
      theme,
      lights,
      this.language.of(languageOf('')),
      this.name.of(named(label)),
      this.help.of([]),
      changed,
    ];
    this.view = new EditorView({ parent, state: EditorState.create({ extensions }) });
    const load = async () => this.view.dispatch({ effects: this.help.reconfigure((await assist?.()) ?? []) });
    if (assist) this.view.contentDOM.addEventListener('focus', () => void load(), { once: true });
  }

  get text(): string {
    const { doc } = this.view.state;
    // Of a text of megabytes another copy is work, and it is asked for more often than it changes.
    if (this.copy?.doc !== doc) this.copy = { doc, text: doc.toString() };
    return this.copy.text;
  }

  rename(label: string): void {
    this.view.dispatch({ effects: this.name.reconfigure(named(label)) });
  }

  /** Takes another text, as one change that can be undone. */
  replace(text: string): void {
    if (text === this.text) return;
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      scrollIntoView: true,
      // However soon it comes after a change.
      annotations: isolateHistory.of('full'),
    });
  }

  /** Changes a part of the text, as one change that can be undone, and shows it. */
  edit({ from, to }: Range, insert: string): void {
    this.view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from, head: from + insert.length },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
      annotations: isolateHistory.of('full'),
    });
    this.view.focus();
  }

  /** Marks what there is to say about the text. */
  mark(problems: readonly Problem[]): void {
    const { doc } = this.view.state;
    const diagnostics = problems.map(({ severity, code, message, hint, range }): Diagnostic => {
      const { from, to } = range ?? { from: 0, to: doc.line(1).to };
      return {
        from: Math.min(from, doc.length),
        to: Math.min(to, doc.length),
        severity,
        source: code,
        message: hint ? `${message}\n${hint}` : message,
      };
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  /** Lights up these stretches, and no others. */
  light(ranges: readonly Range[]): void {
    light(this.view, ranges);
  }

  /** Goes to a place of the text. */
  go(at: number): void {
    const anchor = Math.min(at, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.view.focus();
  }
}

function named(label: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' });
}

const JSON_LANGUAGE = json();
const YAML_LANGUAGE = yaml();
const PLAIN: Extension = [];

/** As much of a text as tells its language. */
function beginning(doc: Text): string {
  return doc.sliceString(0, 1000);
}

/** JSON by its first character; a /metrics page or a request path by its first line; else YAML. */
function languageOf(text: string): Extension {
  const start = text.trimStart();
  if (/^[[{]/.test(start)) return JSON_LANGUAGE;
  return /^(\/|# (HELP|TYPE)|[\w:]+(\{.*\})? +[\d.+-])/.test(start) ? PLAIN : YAML_LANGUAGE;
}
