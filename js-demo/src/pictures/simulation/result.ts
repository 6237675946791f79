/** What came of a simulation, or of two: the picture, an instant of it in words, its figures and its tables. */
import type { Measures } from 'counterpoise';
import { h } from '../../view/dom';
import { table } from '../../view/parts';
import { csv, saves } from '../export';
import type { Ran } from '../messages';
import { behind } from '../steps/view';
import { svg } from './file';
import { lanes } from './lanes';
import { MARGIN } from './look';
import { clock, indexAt, timesOf, type Times } from './model';
import { plot, type Plot } from './plot';

/** What of the measures is told, and how. */
const FIGURES: [label: string, of: (measures: Measures) => string][] = [
  ['Changes of the replicas', ({ changes }) => String(changes)],
  ['Of these, back and forth', ({ flaps }) => String(flaps)],
  [
    'Replicas',
    ({ minReplicas, maxReplicas, meanReplicas }) =>
      `${minReplicas} to ${maxReplicas}, ${meanReplicas.toFixed(1)} on average`,
  ],
  ['Hours of pods', ({ podHours }) => podHours.toFixed(1)],
  ['Over the target for', ({ overTargetSeconds }) => span(overTargetSeconds)],
  ['Over capacity for', ({ overCapacitySeconds = 0 }) => span(overCapacitySeconds)],
];

export class Result {
  readonly element: HTMLElement;
  private readonly plot: Plot;

  constructor(ran: Ran[], width: number) {
    const times = timesOf(ran.map((ran, index) => ({ name: 'AB'[index] ?? '', ran })));
    const slider = h('input', { type: 'range', min: '0', max: String(times.end), step: '15', 'aria-label': 'Time' });
    slider.style.marginLeft = `${MARGIN.left - 8}px`;
    slider.style.width = `${width - MARGIN.left - MARGIN.right + 16}px`;
    const said = h('output', { class: 'said' });
    const tell = (seconds: number) => {
      said.textContent = sentence(times, seconds);
      slider.setAttribute('aria-valuetext', sentence(times, seconds));
    };
    const measures = ran.map(({ simulation }) => simulation.measures);
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
    const names = ran.length > 1 ? ['A: the HPA as it is', 'B'] : ['The HPA'];
    this.element = h(
      'section',
      { class: 'card picture' },
      h('h2', {}, ran.length > 1 ? 'Replicas over time: A as it is, B otherwise' : 'Replicas over time'),
      this.plot.element,
      lanes(times, width),
      h('div', { class: 'slider' }, slider, h('div', { class: 'reads' }, said)),
      table(
        'Figures',
        ['', ...names],
        FIGURES.map(([label, of]) => [label, ...measures.map(of)]),
      ),
      behind(
        'Syncs',
        headings(times),
        rows(times).map((row) => row.map((cell) => String(cell ?? '–'))),
      ),
      behind('Events', ['At', 'About', 'Reason', 'Message'], happened(times)),
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

function of({ lines }: Times, name: string): string {
  return lines.length > 1 ? ` ${name}` : '';
}

function headings(times: Times): string[] {
  const each = times.lines.flatMap(({ name }) =>
    ['Replicas', 'Proposal', 'Ready pods'].map((word) => word + of(times, name)),
  );
  return ['Time', 'Load', ...each];
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

function happened(times: Times): string[][] {
  const all = times.lines.flatMap(({ name, events }) => events.map((event) => ({ ...event, name: of(times, name) })));
  return all
    .sort((a, b) => a.seconds - b.seconds)
    .map(({ seconds, about, name, reason, message, count }) => [
      clock(seconds),
      about + name,
      reason,
      count > 1 ? `${message} (${count} times)` : message,
    ]);
}

function sentence(times: Times, seconds: number): string {
  const index = indexAt(times.x, seconds);
  const at = times.x[index] ?? 0;
  const parts = times.lines.map((line) => {
    const { name, replicas, proposal, ready, held } = line;
    const by = held.find(({ from, to }) => from <= at && at < to)?.by;
    const proposed = proposal[index] ?? 'none';
    return `${of(times, name).trim()} ${replicas[index]} replicas, ${ready[index]} ready, proposal ${proposed}${by ? `, held by the ${by}` : ''}`.trim();
  });
  return `At ${clock(at)} ${rate(times.load[index]) ?? '–'} req/s: ${parts.join('; ')}.`;
}

function described(times: Times, measures: Measures[]): string {
  const told = measures.map(({ minReplicas, maxReplicas, changes }, index) =>
    `${of(times, times.lines[index]?.name ?? '').trim()} ${minReplicas} to ${maxReplicas} replicas with ${changes} changes`.trim(),
  );
  return `Load and replicas over ${span(times.end)}: ${told.join('; ')}. The tables below have every sync and event.`;
}

function rate(load: number | null | undefined): number | null {
  return load === null || load === undefined ? null : Math.round(load * 10) / 10;
}

function span(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
