/** The picture on the page: the load above, the replicas below, on one axis of time. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { apart } from '../svg';
import { MARGIN, looks, top, type Look } from './look';
import { clock, indexAt, type Times } from './model';
import { say } from '../../words/words';

const HEIGHTS = { load: 96, replicas: 270 };
const FONT = '12px system-ui, sans-serif';

/** Steps from point to point; the width of a day would otherwise be in the slopes. */
const stepped = uPlot.paths.stepped?.({ align: 1 });

export interface Plot {
  element: HTMLElement;
  /** Shows an instant. */
  at(seconds: number): void;
  destroy(): void;
}

export function plot(times: Times, width: number, described: string, onmove: (seconds: number) => void): Plot {
  const element = document.createElement('div');
  element.className = 'plots';
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', described);
  const colour = colours(element);
  const drawn = looks(times);
  const moved = (u: uPlot) => {
    const { idx } = u.cursor;
    const seconds = idx === null || idx === undefined ? undefined : times.x[idx];
    // The cursor of the other plot follows; who moves it by the slider knows.
    if (seconds !== undefined && u.cursor.event) onmove(seconds);
  };
  const common = (height: number) => ({
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { show: false }, sync: { key: 'time' } },
    scales: { x: { time: false } },
  });
  const axis = (more: Partial<uPlot.Axis>): uPlot.Axis => ({
    stroke: () => colour('--muted'),
    font: FONT,
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
    ...more,
  });
  const left = axis({ size: MARGIN.left, gap: 4, space: 34 });
  const load = new uPlot(
    {
      ...common(HEIGHTS.load),
      padding: [16, MARGIN.right, 8, 0],
      axes: [axis({ show: false }), left],
      scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most) * 1.1] } },
      series: [{}, { stroke: () => colour('--text'), width: 1.5, points: { show: false }, spanGaps: true }],
      hooks: {
        draw: [(u) => labels(u, [{ label: say('lineLoad'), values: times.load, colour: '--text' }], colour)],
        setCursor: [moved],
      },
    },
    [times.x, times.load],
    element,
  );
  const replicas = new uPlot(
    {
      ...common(HEIGHTS.replicas),
      padding: [16, MARGIN.right, 0, 0],
      axes: [
        axis({
          size: 26,
          gap: 6,
          values: (_, splits) => splits.map(clock),
          incrs: [60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200],
          space: 60,
        }),
        { ...left, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
      ],
      scales: { x: { time: false }, y: { range: () => [0, top(times)] } },
      series: [
        {},
        ...drawn.map(({ label, colour: name, width, dash }) => ({
          label,
          stroke: () => colour(name),
          width,
          dash,
          points: { show: false },
          ...(stepped && { paths: stepped }),
        })),
      ],
      hooks: { draw: [(u) => labels(u, drawn, colour)], setCursor: [moved] },
    },
    [times.x, ...drawn.map(({ values }) => values)],
    element,
  );
  const theme = matchMedia('(prefers-color-scheme: dark)');
  const redraw = () => [load, replicas].forEach((u) => u.redraw(false));
  theme.addEventListener('change', redraw);
  return {
    element,
    at(seconds) {
      const left = replicas.valToPos(times.x[indexAt(times.x, seconds)] ?? 0, 'x');
      for (const u of [load, replicas]) u.setCursor({ left, top: 10 }, false);
    },
    destroy() {
      theme.removeEventListener('change', redraw);
      load.destroy();
      replicas.destroy();
    },
  };
}

/** The page's colours as a canvas takes them: of the two forms of each the one that holds. */
function colours(element: HTMLElement): (name: string) => string {
  return (name) => {
    element.style.color = `var(${name})`;
    const colour = getComputedStyle(element).color;
    element.style.color = '';
    return colour;
  };
}

/** Names beside the ends of the lines. */
function labels(u: uPlot, drawn: Pick<Look, 'label' | 'values' | 'colour'>[], colour: (name: string) => string): void {
  const ratio = devicePixelRatio;
  const { left, top, width, height } = u.bbox;
  const places = drawn.map(({ values }) => u.valToPos(values.findLast((value) => value !== null) ?? 0, 'y', true));
  const inside = places.map((place) => Math.min(Math.max(place, top), top + height));
  const { ctx } = u;
  ctx.save();
  ctx.font = FONT.replace('12px', `${12 * ratio}px`);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  apart(inside, 15 * ratio, [top, top + height - 6 * ratio]).forEach((place, index) => {
    const look = drawn[index];
    if (!look) return;
    ctx.fillStyle = colour(look.colour === '--faint' ? '--muted' : look.colour);
    ctx.fillText(look.label, left + width + 6 * ratio, place);
  });
  ctx.restore();
}
