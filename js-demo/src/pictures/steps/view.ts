/** The step function of each metric, with a slider for its value, and the proposals side by side. */
import type { StepFunction } from 'counterpoise';
import type { Outcome } from '../../analysis/types';
import { h, type Child } from '../../view/dom';
import { empty, problem, table } from '../../view/parts';
import type { Picture } from '../../view/pictures';
import { ask } from '../ask';
import { csv, saves } from '../export';
import type { Functions } from '../messages';
import '../pictures.css';
import { chart, type Chart } from './chart';
import { at, modelOf, threshold, type Model, type Step } from './model';
import { bars, proposalsOf } from './proposals';
import { short, writer } from './values';
import { listed, say } from '../../words/words';

export function start(panel: HTMLElement): Picture {
  /** Where each slider stands, by its metric: texts change while somebody looks. */
  const held = new Map<string, number>();
  let shown: Outcome<Functions> | undefined;
  let drawn = 0;
  const draw = () => {
    drawn = panel.clientWidth;
    panel.replaceChildren(...content(shown, widthOf(panel), held));
  };
  const question = ask({
    answered(answer) {
      shown = 'steps' in answer ? answer.steps : undefined;
      draw();
    },
    failed: (why) => panel.replaceChildren(empty(say('noPicture', { why }))),
    busy: (busy) => panel.setAttribute('aria-busy', String(busy)),
  });
  new ResizeObserver(() => {
    if (panel.clientWidth > 0 && panel.clientWidth !== drawn && panel.childElementCount > 0) draw();
  }).observe(panel);
  return { show: (state) => question({ steps: state }) };
}

/** What a picture in a card of the panel may be wide. */
export function widthOf(panel: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(panel);
  return Math.max(280, panel.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 34);
}

function content(shown: Outcome<Functions> | undefined, width: number, held: Map<string, number>): (Node | string)[] {
  if (!shown) return [empty(say('giveForSteps'))];
  if ('problem' in shown) return [problem(shown.problem)];
  const { decision, steps } = shown.ok;
  const proposals = proposalsOf(decision);
  const side = proposals.length > 1 ? [together(proposals, decision, width)] : [];
  return [...side, ...steps.map((given) => card(given, width, held))];
}

function together(
  proposals: ReturnType<typeof proposalsOf>,
  decision: Functions['decision'],
  width: number,
): HTMLElement {
  const svg = bars(proposals, decision, width);
  const headings = [say('metric'), say('proposes'), say('why')];
  const rows = proposals.map(({ name, count, decides, why }) => [
    name,
    decides ? say('decidesToo', { n: count ?? say('nothing') }) : String(count ?? say('nothing')),
    why,
  ]);
  return h(
    'section',
    { class: 'card picture' },
    h('h2', {}, say('largestDecides')),
    svg,
    behind(say('proposals'), headings, rows),
    saves(
      'proposals',
      () => svg,
      () => csv(headings, rows),
    ),
  );
}

function card(given: StepFunction, width: number, held: Map<string, number>): HTMLElement {
  const model = modelOf(given);
  const title = h('h2', {}, say('overItsValue', { name: short(given) }));
  if (!model) {
    return h('section', { class: 'card picture' }, title, empty(given.error ?? say('noCount')));
  }
  const picture = chart(given, model, width);
  const write = writer(given);
  const headings = [say('valueRange'), say('proposes'), say('asksFor')];
  const rows = model.steps.map((step) => [
    values(step, write, model),
    String(step.proposal ?? say('nothing')),
    String(step.replicas),
  ]);
  const numbers = () =>
    csv(
      [say('fromMilli'), say('toMilli'), say('proposesSmall'), say('asksFor')],
      model.steps.map(({ from, to, proposal, replicas }) => [from, to, proposal, replicas]),
    );
  return h(
    'section',
    { class: 'card picture' },
    title,
    ...pods(given),
    picture.svg,
    slider(given, model, picture, held),
    behind(say('thresholds'), headings, rows),
    model.more && h('p', { class: 'why' }, say('moreThresholds')),
    saves(`steps-${short(given).replace(/\W+/g, '-')}`, () => picture.svg, numbers),
  );
}

/** What pods that do not count change. */
function pods({ pods, allReady }: StepFunction): Child[] {
  if (!pods || !allReady) return [];
  const { unready, missing } = pods;
  const parts = [
    ...(unready > 0 ? [say('unready', { n: unready })] : []),
    ...(missing > 0 ? [say('withoutSample', { n: missing })] : []),
  ];
  return [h('p', { class: 'why' }, say('ofThePods', { parts: listed(parts, 'conjunction') }))];
}

function values({ from, to, utilization }: Step, write: (milli: number) => string, { last }: Model): string {
  const per = utilization ? say('percentRange', { from: utilization[0], to: utilization[1] }) : '';
  return to >= last
    ? say('andMoreValue', { from: write(from) })
    : say('fromTo', { from: write(from), to: write(to) }) + per;
}

function slider(given: StepFunction, model: Model, picture: Chart, held: Map<string, number>): HTMLElement {
  const write = writer(given);
  const [left, right] = picture.inset;
  const range = h('input', {
    type: 'range',
    min: '0',
    max: String(model.last),
    step: String(Math.max(1, Math.floor(model.last / 2000))),
    'aria-label': say('valueOf', { name: short(given) }),
    style: `margin-left:${left - 8}px;width:calc(100% - ${left + right - 16}px)`,
  });
  const said = h('output', { class: 'said' });
  let value = Math.min(held.get(given.metric) ?? model.present, model.last);
  const show = () => {
    range.value = String(value);
    range.setAttribute('aria-valuetext', sentence());
    picture.mark(value);
    said.textContent = sentence();
  };
  const sentence = () => {
    const step = at(model.steps, value);
    const share = step?.utilization?.[0] === step?.utilization?.[1] ? step?.utilization?.[0] : undefined;
    const per = share === undefined ? '' : ` (${share}%)`;
    const ready =
      model.allReady.length > 0
        ? say('ifReadyWould', { n: at(model.allReady, value)?.proposal ?? say('nothing') })
        : '';
    return say('atItProposes', {
      value: write(value) + per,
      n: step?.proposal ?? say('nothing'),
      replicas: step?.replicas ?? say('nothing'),
      ready,
    });
  };
  const go = (to: number | undefined) => {
    if (to === undefined) return;
    value = to;
    held.set(given.metric, value);
    show();
  };
  range.addEventListener('input', () => go(Number(range.value)));
  const jump = (label: string, name: string, to: () => number | undefined) =>
    h('button', { type: 'button', class: 'small', 'aria-label': name, onclick: () => go(to()) }, label);
  show();
  return h(
    'div',
    { class: 'slider' },
    range,
    h(
      'div',
      { class: 'reads' },
      said,
      jump(say('thresholdBefore'), say('toThresholdBefore'), () => threshold(model.steps, value, false)),
      jump(say('thresholdNext'), say('toThresholdNext'), () => threshold(model.steps, value, true)),
      jump(say('now'), say('toNow'), () => model.present),
    ),
  );
}

/** The picture as a table, folded away. */
export function behind(caption: string, headings: string[], rows: Child[][]): HTMLElement {
  return h('details', {}, h('summary', {}, say('asTable', { caption })), table(caption, headings, rows));
}
