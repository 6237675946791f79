/** The outputs: a panel for each, in tabs. */
import type { Analysis, Problem } from '../analysis/types';
import type { InputName, Source } from '../state/state';
import { collectors } from './collectors';
import { h, type Child } from './dom';
import { explanation, inWords } from './explanation';
import { findings } from './findings';
import { metrics } from './metrics';
import { point } from './origins';
import { problem, type Places } from './parts';
import { queries, values } from './requests';
import { Tabs } from './tabs';
import { count, listed, say, sentence, type Plain } from '../words/words';

type Show = (analysis: Analysis, places: Places) => Child[];

/** Label, source that has it where it is one alone, and what it shows; a picture shows itself. */
const PANELS: Record<string, [label: Plain | undefined, source: Source | undefined, show?: Show]> = {
  explanation: ['explanation', undefined, explanation],
  findings: ['findings', undefined, findings],
  collectors: ['collectors', 'annotations', collectors],
  metrics: ['metrics', 'rules', metrics],
  queries: [undefined, 'rules', queries],
  values: ['values', 'rules', values],
  steps: ['steps', undefined],
  simulation: ['simulation', undefined],
};

/** PromQL is called so in every language. */
function named(label: Plain | undefined): string {
  return label ? say(label) : 'PromQL';
}

export class Outputs {
  readonly tabs: Tabs;
  readonly panels: HTMLElement[];
  /** The last one that has an explanation. */
  private good: Analysis | undefined;
  private shown: Analysis | undefined;
  /** The panels that show it by now. */
  private readonly drawn = new Set<string>();
  /** A panel comes to the front. */
  onchoose: (id: string) => void = () => {};

  constructor(private readonly places: Places) {
    const tabs = Object.entries(PANELS).map(([id, [label]]) => ({
      id,
      label: named(label),
      panel: h('div', { class: 'output', tabindex: '0' }),
    }));
    this.panels = tabs.map(({ panel }) => panel);
    this.tabs = new Tabs('results', say('results'), tabs, (id) => {
      this.draw(id);
      this.onchoose(id);
    });
    this.take('rules');
  }

  /** Shows what this source has. */
  take(source: Source): void {
    const shown = Object.entries(PANELS).filter(([, [, only]]) => only === undefined || only === source);
    this.tabs.show(Object.fromEntries(shown.map(([id, [label]]) => [id, named(label)])));
  }

  /** Lights up the pieces of queries that this place of an input made. */
  point(input: InputName, text: string, at: number | undefined): void {
    for (const panel of this.panels) point(panel, input, text, at);
  }

  /** What comes next has nothing to do with what was there before. */
  forget(): void {
    this.good = undefined;
  }

  /** Gives the keyboard to the panel in front. */
  focus(): void {
    this.panel(this.tabs.front)?.focus();
  }

  panel(id: string): HTMLElement | undefined {
    return this.panels[Object.keys(PANELS).indexOf(id)];
  }

  /** `isOfNow` says whether the texts have something to do with those that come next. */
  show(analysis: Analysis, isOfNow = true): void {
    if (isGood(analysis)) this.good = isOfNow ? analysis : undefined;
    this.shown = analysis;
    this.drawn.clear();
    this.draw(this.tabs.front);
    const { problems } = analysis;
    const [worst] = (['error', 'warning', 'info'] as const).filter((severity) =>
      problems.some((found) => found.severity === severity),
    );
    this.tabs.badge('findings', problems.length ? String(problems.length) : '', worst ?? 'info', inNumbers(problems));
  }

  /** Draws a panel once it is in front: nobody waits for one that is not. */
  private draw(id: string): void {
    const { shown, good } = this;
    const draw = PANELS[id]?.[2];
    if (!draw || !shown || this.drawn.has(id)) return;
    this.drawn.add(id);
    const isOld = id === 'explanation' && good && !isGood(shown) && isUnreadable(shown);
    const children = isOld ? stale(shown, good, this.places) : nodes(draw(shown, this.places));
    this.panel(id)?.replaceChildren(...children);
  }
}

function isGood({ explanation }: Analysis): boolean {
  return explanation !== undefined && 'ok' in explanation;
}

function isUnreadable({ problems }: Analysis): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** While a text cannot be read: why, and what was there before. */
function stale(analysis: Analysis, good: Analysis, places: Places): HTMLElement[] {
  const errors = analysis.problems.filter(({ severity }) => severity === 'error').slice(0, 3);
  return [
    ...errors.map((found) => problem(found, places)),
    h(
      'div',
      { class: 'stale' },
      h('p', { class: 'empty' }, say('asBefore')),
      ...explanation(good, places).filter((child) => child !== undefined),
    ),
  ];
}

/** A sentence for the status line, which screen readers read out. */
export function summary({ explanation, problems }: Analysis): string {
  const replicas = explanation && 'ok' in explanation ? sentence(inWords(explanation.ok.syncs)) : '';
  return `${replicas}${sentence(inNumbers(problems))}`.trim();
}

function inNumbers(problems: readonly Problem[]): string {
  const words = {
    error: ['errorOne', 'errorMany'],
    warning: ['warningOne', 'warningMany'],
    info: ['noteOne', 'noteMany'],
  } as const;
  const counted = Object.entries(words).flatMap(([severity, [one, more]]) => {
    const found = problems.filter((problem) => problem.severity === severity).length;
    return found === 0 ? [] : [count(found, one, more)];
  });
  return listed(counted) || say('noFindings');
}

function nodes(children: Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child instanceof Node || typeof child === 'string');
}
