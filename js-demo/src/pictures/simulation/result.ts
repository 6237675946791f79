/** What came of a simulation, or of two: the picture, an instant of it in words, its figures and its tables. */
import type { Measures } from 'counterpoise';
import { ENGINES, h, type Child } from '../../view/dom';
import { table } from '../../view/parts';
import { csv, saves } from '../export';
import type { Compared, Ran } from '../messages';
import { behind } from '../steps/view';
import { svg } from './file';
import { lanes } from './lanes';
import { MARGIN } from './look';
import { clock, indexAt, timesOf, type Times } from './model';
import { plot, type Plot } from './plot';
import { say } from '../../words/words';

/** What of the measures is told, and how. */
const FIGURES: [label: string, of: (measures: Measures) => string][] = [
  [say('changes'), ({ changes }) => String(changes)],
  [say('flaps'), ({ flaps }) => String(flaps)],
  [
    say('replicasFigure'),
    ({ minReplicas, maxReplicas, meanReplicas }) =>
      say('replicasOnAverage', { min: minReplicas, max: maxReplicas, mean: meanReplicas.toFixed(1) }),
  ],
  [say('podHours'), ({ podHours }) => podHours.toFixed(1)],
  [say('overTarget'), ({ overTargetSeconds }) => span(overTargetSeconds)],
  [say('overCapacity'), ({ overCapacitySeconds = 0 }) => span(overCapacitySeconds)],
];

export class Result {
  readonly element: HTMLElement;
  private readonly plot: Plot;

  constructor(ran: Ran[], compared: Compared | undefined, width: number) {
    const times = timesOf(ran.map((ran, index) => ({ name: 'AB'[index] ?? '', ran })));
    const slider = h('input', {
      type: 'range',
      min: '0',
      max: String(times.end),
      step: '15',
      'aria-label': say('time'),
    });
    slider.style.marginLeft = `${MARGIN.left - 8}px`;
    slider.style.width = `${width - MARGIN.left - MARGIN.right + 16}px`;
    const said = h('output', { class: 'said' });
    const tell = (seconds: number) => {
      said.textContent = sentence(times, seconds);
      slider.setAttribute('aria-valuetext', sentence(times, seconds));
    };
    const measures = compared
      ? [compared.measures.a, compared.measures.b]
      : ran.map(({ simulation }) => simulation.measures);
    this.plot = plot(times, width, described(times, measures), (seconds) => {
      slider.value = String(seconds);
      tell(seconds);
    });
    slider.addEventListener('input', () => {
      this.plot.at(Number(slider.value));
      tell(Number(slider.value));
    });
    slider.value = '0';
    tell(0);
    const names = ran.length > 1 ? [say('asItIs'), 'B'] : [say('theHpa')];
    this.element = h(
      'section',
      { class: 'card picture' },
      h('h2', {}, say(ran.length > 1 ? 'replicasOfTwo' : 'replicasOverTime')),
      compared && h('p', { class: 'parted' }, parted(compared)),
      this.plot.element,
      lanes(times, width),
      h('div', { class: 'slider' }, slider, h('div', { class: 'reads' }, said)),
      table(
        say('figures'),
        ['', ...names],
        FIGURES.map(([label, of]) => [label, ...measures.map(of)]),
      ),
      behind(
        say('syncs'),
        headings(times),
        rows(times).map((row) => row.map((cell) => String(cell ?? '–'))),
      ),
      behind(say('events'), [say('at'), say('about'), say('reason'), say('message')], happened(times)),
      saves(
        'simulation',
        () => svg(times),
        () => csv(headings(times), rows(times)),
      ),
    );
  }

  destroy(): void {
    this.plot.destroy();
  }
}

/** The step of the controller at which two syncs differ first, in words. */
const STEPS = {
  read: 'stepRead',
  usage: 'stepUsage',
  target: 'stepTarget',
  proposal: 'stepProposal',
  window: 'stepWindow',
  limit: 'stepLimit',
} as const;

function parted({ parted }: Compared): string {
  if (!parted) return say('neverPart');
  const { seconds, step, points } = parted;
  return say('partedAt', {
    time: clock(seconds),
    step: say(STEPS[step]),
    a: points.a.replicas,
    b: points.b.replicas,
  });
}

function of({ lines }: Times, name: string): string {
  return lines.length > 1 ? ` ${name}` : '';
}

function headings(times: Times): string[] {
  const each = times.lines.flatMap(({ name }) =>
    [say('replicasFigure'), say('proposal'), say('readyPods')].map((word) => word + of(times, name)),
  );
  return [say('time'), say('load'), ...each];
}

function rows({ x, load, lines }: Times): (string | number | null)[][] {
  return x.map((seconds, index) => [
    clock(seconds),
    rate(load[index]),
    ...lines.flatMap(({ replicas, proposal, ready }) => [
      replicas[index] ?? null,
      proposal[index] ?? null,
      ready[index] ?? null,
    ]),
  ]);
}

function happened(times: Times): Child[][] {
  const all = times.lines.flatMap(({ name, events }) => events.map((event) => ({ ...event, name: of(times, name) })));
  return all
    .sort((a, b) => a.seconds - b.seconds)
    .map(({ seconds, about, name, reason, message, count }) => [
      clock(seconds),
      about + name,
      h('span', ENGINES, reason),
      // What upstream says, and how often.
      h('span', count > 1 ? {} : ENGINES, count > 1 ? say('times', { message, n: count }) : message),
    ]);
}

function sentence(times: Times, seconds: number): string {
  const index = indexAt(times.x, seconds);
  const at = times.x[index] ?? 0;
  const parts = times.lines.map((line) => {
    const { name, replicas, proposal, ready, held } = line;
    const by = held.find(({ from, to }) => from <= at && at < to)?.by;
    return say('instant', {
      name: of(times, name).trim(),
      replicas: replicas[index] ?? '–',
      ready: ready[index] ?? '–',
      proposal: proposal[index] ?? say('none'),
      held: by ? say('heldBy', { by: say(by) }) : '',
    }).trim();
  });
  return say('atInstant', { time: clock(at), rate: rate(times.load[index]) ?? '–', parts: parts.join('; ') });
}

function described(times: Times, measures: Measures[]): string {
  const told = measures.map(({ minReplicas, maxReplicas, changes }, index) =>
    say('toldOf', {
      name: of(times, times.lines[index]?.name ?? '').trim(),
      min: minReplicas,
      max: maxReplicas,
      changes,
    }).trim(),
  );
  return say('describedTimes', { span: span(times.end), told: told.join('; ') });
}

function rate(load: number | null | undefined): number | null {
  return load === null || load === undefined ? null : Math.round(load * 10) / 10;
}

function span(seconds: number): string {
  if (seconds < 120) return say('seconds', { n: Math.round(seconds) });
  return seconds < 7200
    ? say('minutes', { n: Math.round(seconds / 60) })
    : say('hours', { n: (seconds / 3600).toFixed(1) });
}
