/** The picture of a simulation as a file: what the page draws on its canvas, as SVG. */
import { apart, linear, s, stairs, ticks } from '../svg';
import { heightOf, parts } from './lanes';
import { MARGIN, looks, top } from './look';
import { clock, type Times } from './model';
import { say } from '../../words/words';

const WIDTH = 960;
const LOAD = { top: 20, bottom: 110 };
const REPLICAS = { top: 130, bottom: 400 };

export function svg(times: Times): SVGSVGElement {
  const below = REPLICAS.bottom + 26;
  const height = below + heightOf(times);
  const right = WIDTH - MARGIN.right;
  const x = linear([0, times.end], [MARGIN.left, right]);
  const most = Math.max(1, ...times.load.map((rate) => rate ?? 0)) * 1.1;
  const load = linear([0, most], [LOAD.bottom, LOAD.top]);
  const y = linear([0, top(times)], [REPLICAS.bottom, REPLICAS.top]);
  const line = (values: (number | null)[], of: (value: number) => number) =>
    values.map((value, index) =>
      value === null ? undefined : ([x(times.x[index] ?? 0), Math.max(LOAD.top, of(value))] as const),
    );
  const drawn = looks(times);
  const ends = drawn.map(({ values }) => Math.max(REPLICAS.top, y(values.findLast((value) => value !== null) ?? 0)));
  const places = apart(ends, 15, [REPLICAS.top, REPLICAS.bottom]);
  const rows = (scale: (value: number) => number, to: number, count: number) =>
    ticks(0, to, count, 1).map((value) =>
      s(
        'g',
        { class: 'grid' },
        s('line', { x1: MARGIN.left, x2: right, y1: scale(value), y2: scale(value) }),
        s('text', { x: MARGIN.left - 6, y: scale(value) + 4, 'text-anchor': 'end' }, String(value)),
      ),
    );
  const hour = times.end > 7200 ? 3600 : 60;
  return s(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height },
    ...rows(load, most, 3),
    ...rows(y, top(times), 6),
    ...ticks(0, times.end / hour, 8).map((value) =>
      s('text', { x: x(value * hour), y: REPLICAS.bottom + 18, 'text-anchor': 'middle' }, clock(value * hour)),
    ),
    s('path', { d: stairs(line(times.load, load), right), style: 'fill:none;stroke:var(--text);stroke-width:1.5' }),
    s('text', { x: right + 6, y: load(times.load.at(-1) ?? 0) + 4 }, say('lineLoad')),
    ...drawn.map(({ label, values, colour, width, dash }, index) =>
      s(
        'g',
        {},
        s('path', {
          d: stairs(
            line(values, (value) => Math.max(REPLICAS.top, y(value))),
            right,
          ),
          style: `fill:none;stroke:var(${colour});stroke-width:${width};stroke-dasharray:${dash.join(' ') || 'none'}`,
        }),
        s('text', { x: right + 6, y: (places[index] ?? 0) + 4 }, label),
      ),
    ),
    ...parts(times, WIDTH, below),
  );
}
