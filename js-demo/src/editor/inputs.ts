/** The inputs: an editor for each, in tabs. Which of them there are depends on who makes the metrics. */
import type { Extension } from '@codemirror/state';
import type { Fix, Span } from 'counterpoise';
import type { Place } from '../analysis/requested';
import type { Problem } from '../analysis/types';
import { INPUTS, emptyTexts, inputsOf, type InputName, type Source, type State } from '../state/state';
import { rangeOf } from '../state/position';
import { Tabs } from '../view/tabs';
import { h } from '../view/dom';
import type { Known } from '../assist/known';
import { say, type Plain } from '../words/words';
import { Editor } from './editor';

/** What a tab is called. */
const LABELS: Record<InputName, Plain> = {
  config: 'rules',
  series: 'series',
  hpa: 'hpa',
  request: 'request',
  response: 'answer',
  samples: 'samples',
  pods: 'pods',
  scale: 'scale',
  metrics: 'api',
  resources: 'discovery',
  sync: 'sync',
};

const PATH = '/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests';
const NOTATION = 'http_requests_total{pod="web-0"} 0+300x20';
const SYNC = 'now: "2024-05-01T11:00:00Z"\ncontroller: {tolerance: 0.1}\nthen:\n- now: "2024-05-01T11:00:15Z"';

/** What an empty editor says. */
const HINTS: Record<InputName, string> = {
  config: say('configHint'),
  series: say('seriesHint'),
  hpa: say('hpaHint'),
  request: `${say('requestHint')}\n${PATH}\n\n${say('requestFollowed')}`,
  response: say('responseHint'),
  samples: `${say('samplesHint')}\n\n${NOTATION}\n\n${say('samplesPages')}\n\n# at 2024-05-01T11:00:00Z`,
  pods: say('podsHint'),
  scale: say('scaleHint'),
  metrics: say('metricsHint'),
  resources: say('resourcesHint'),
  sync: `${say('syncHint')}\n\n${SYNC}`,
};

/** Inputs that pieces of queries come from. */
const POINTED: ReadonlySet<InputName> = new Set(['config', 'hpa', 'request']);

/** Inputs whose fields are known to who writes them. */
const ASSISTED: ReadonlySet<InputName> = new Set(['config', 'hpa']);

export class Inputs {
  readonly tabs: Tabs;
  readonly panels: HTMLElement[];
  private readonly editors: Record<InputName, Editor>;
  private source: Source = 'rules';
  private known: Known = { series: {}, served: [] };

  /** `onpoint` is told where the cursor is in a text that queries are made of. */
  constructor(onchange: () => void, onpoint: (input: InputName, text: string, at: number | undefined) => void) {
    const tabs = INPUTS.map((id) => ({ id, label: say(LABELS[id]), panel: h('div', { class: 'editor' }) }));
    const editors = tabs.map(
      ({ id, label, panel }) =>
        [
          id,
          new Editor(panel, {
            label,
            placeholder: HINTS[id],
            onchange,
            ...(POINTED.has(id) && { onpoint: (at) => onpoint(id, this.editors[id].text, at) }),
            ...(ASSISTED.has(id) && { assist: () => this.assist(id) }),
          }),
        ] as const,
    );
    this.editors = Object.fromEntries(editors) as Record<InputName, Editor>;
    this.panels = tabs.map(({ panel }) => panel);
    // An editor cannot measure itself while it is hidden.
    this.tabs = new Tabs('inputs', say('inputs'), tabs, (id) => this.editors[id as InputName].view.requestMeasure());
    this.take('rules');
  }

  /** Shows what this source needs. */
  take(source: Source): void {
    this.source = source;
    this.editors.hpa.rename(this.label('hpa'));
    this.tabs.show(Object.fromEntries(inputsOf(source).map((name) => [name, this.label(name)])));
  }

  label(name: InputName): string {
    return say(name === 'hpa' && this.source === 'annotations' ? 'annotations' : LABELS[name]);
  }

  get texts(): State['texts'] {
    const texts = emptyTexts();
    for (const name of INPUTS) texts[name] = this.editors[name].text;
    return texts;
  }

  set texts(texts: State['texts']) {
    for (const name of INPUTS) this.editors[name].replace(texts[name]);
  }

  /** Takes what the texts are known to hold, for whoever writes about it. */
  know(known: Partial<Known>): void {
    this.known = { ...this.known, ...known };
  }

  private async assist(name: InputName): Promise<Extension> {
    const { assist } = await import('../assist/assist');
    return assist(name, () => this.known);
  }

  /** Marks problems in the texts that they were found in; a text that has changed since waits for its own. */
  mark(problems: readonly Problem[], texts: State['texts']): void {
    for (const name of INPUTS) {
      const editor = this.editors[name];
      if (editor.text !== texts[name]) continue;
      const own = problems.filter(({ input }) => input === name);
      editor.mark(own);
      const errors = own.filter(({ severity }) => severity === 'error').length;
      const count = errors || own.filter(({ severity }) => severity === 'warning').length;
      const what = say(errors ? 'badgeErrors' : 'badgeWarnings');
      this.tabs.badge(name, count ? String(count) : '', errors ? 'error' : 'warning', what);
    }
  }

  /** Lights up places of the rules, and of the texts that requests are made of. */
  light(spans: readonly Span[], others: readonly Place[] = []): void {
    const { config } = this.editors;
    config.light(spans.map((span) => rangeOf(config.text, span)));
    for (const name of POINTED) {
      if (name === 'config') continue;
      this.editors[name].light(others.filter(({ input }) => input === name).map(({ range }) => range));
    }
  }

  /** Brings an input to the front, where this source has it. */
  open(name: string, focus = false): void {
    const shown = inputsOf(this.source).find((input) => input === name);
    if (!shown) return;
    this.tabs.choose(shown);
    if (focus) this.editors[shown].view.focus();
  }

  /** Gives the keyboard to the editor in front. */
  focus(): void {
    this.open(this.tabs.front, true);
  }

  /** Makes an edit of a text, unless that is another by now. */
  mend(name: string, { span, text }: Fix, texts: State['texts'] | undefined): void {
    const input = INPUTS.find((input) => input === name);
    if (!input || this.editors[input].text !== texts?.[input]) return;
    this.open(input);
    this.editors[input].edit(rangeOf(texts[input], span), text);
  }

  go({ input, range }: Pick<Problem, 'input' | 'range'>): void {
    if (!input) return;
    this.tabs.choose(input);
    this.editors[input].go(range?.from ?? 0);
  }
}
