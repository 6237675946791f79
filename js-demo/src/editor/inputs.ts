/** The inputs: an editor for each, in tabs. Which of them there are depends on who makes the metrics. */
import type { Extension } from '@codemirror/state';
import type { Fix, Span } from 'counterpoise';
import type { Problem } from '../analysis/types';
import { INPUTS, emptyTexts, inputsOf, type InputName, type Source, type State } from '../state/state';
import { rangeOf } from '../state/position';
import { Tabs } from '../view/tabs';
import { h } from '../view/dom';
import type { Known } from '../assist/known';
import { Editor } from './editor';

/** What a tab is called, and what an empty editor says. */
const ABOUT: Record<InputName, [label: string, hint: string]> = {
  config: ['Rules', 'The adapter’s configuration: its file, a ConfigMap that holds it, or Helm values'],
  series: ['Series', 'The series that Prometheus has: label sets, an answer of /api/v1/series, or a /metrics page'],
  hpa: ['HPA', 'A HorizontalPodAutoscaler of any version'],
  request: [
    'Request',
    'Paths of the metrics APIs, one a line, such as\n/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests\n\nWithout any, what the HPA asks for is followed.',
  ],
  response: [
    'Answer',
    'What Prometheus answered to the query, as its HTTP API gives it. Of resource metrics an object with cpu and memory; of several requests an object with an answer for each path.',
  ],
  samples: [
    'Samples',
    'In the place of an answer: series with their samples, over which the queries are evaluated here. In promtool’s notation:\n\nhttp_requests_total{pod="web-0"} 0+300x20\n\nor /metrics pages as they were scraped, each after a line that says when:\n\n# at 2024-05-01T11:00:00Z',
  ],
  pods: ['Pods', 'The pods of the namespace: a PodList'],
  scale: ['Scale', 'The scale of the HPA’s target: spec.replicas, status.replicas, status.selector'],
  metrics: [
    'API',
    'Answers of the metrics APIs by request path, where they are not the adapter’s, such as metrics-server’s',
  ],
  resources: ['Discovery', 'APIResourceLists of the cluster’s discovery; Kubernetes’ own resources are known'],
  sync: [
    'Sync',
    'When the sync is, and what comes then:\n\nnow: "2024-05-01T11:00:00Z"\ncontroller: {tolerance: 0.1}\nthen:\n- now: "2024-05-01T11:00:15Z"',
  ],
};

/** Inputs whose fields are known to who writes them. */
const ASSISTED: ReadonlySet<InputName> = new Set(['config', 'hpa']);

export class Inputs {
  readonly tabs: Tabs;
  readonly panels: HTMLElement[];
  private readonly editors: Record<InputName, Editor>;
  private source: Source = 'rules';
  private known: Known = { series: {}, served: [] };

  /** `onpoint` is told where the cursor is in the rules. */
  constructor(onchange: () => void, onpoint: (at: number | undefined) => void) {
    const tabs = INPUTS.map((id) => ({ id, label: ABOUT[id][0], panel: h('div', { class: 'editor' }) }));
    const editors = tabs.map(
      ({ id, label, panel }) =>
        [
          id,
          new Editor(panel, {
            label,
            placeholder: ABOUT[id][1],
            onchange,
            ...(id === 'config' && { onpoint }),
            ...(ASSISTED.has(id) && { assist: () => this.assist(id) }),
          }),
        ] as const,
    );
    this.editors = Object.fromEntries(editors) as Record<InputName, Editor>;
    this.panels = tabs.map(({ panel }) => panel);
    // An editor cannot measure itself while it is hidden.
    this.tabs = new Tabs('Inputs', tabs, (id) => this.editors[id as InputName].view.requestMeasure());
    this.take('rules');
  }

  /** Shows what this source needs. */
  take(source: Source): void {
    this.source = source;
    this.editors.hpa.rename(this.label('hpa'));
    this.tabs.show(Object.fromEntries(inputsOf(source).map((name) => [name, this.label(name)])));
  }

  label(name: InputName): string {
    return name === 'hpa' && this.source === 'annotations' ? 'Annotations' : ABOUT[name][0];
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
      const what = errors ? 'errors' : 'warnings';
      this.tabs.badge(name, count ? String(count) : '', errors ? 'error' : 'warning', what);
    }
  }

  /** Lights up places of the rules. */
  light(spans: readonly Span[]): void {
    const { config } = this.editors;
    config.light(spans.map((span) => rangeOf(config.text, span)));
  }

  /** Brings an input to the front, where this source has it. */
  open(name: string, focus = false): void {
    const shown = inputsOf(this.source).find((input) => input === name);
    if (!shown) return;
    this.tabs.choose(shown);
    if (focus) this.editors[shown].view.focus();
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
