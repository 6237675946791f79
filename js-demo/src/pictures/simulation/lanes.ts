/** Below the replicas, on the same axis: what held the count, and what happened. */
import { linear, s, type Scale } from '../svg';
import { MARGIN } from './look';
import { clock, type Line, type Times } from './model';
import { say } from '../../words/words';

const LANE = 26;

/** The height that the lanes of so many simulations take. */
export function heightOf({ lines }: Times): number {
  return lines.length * 2 * LANE + 4;
}

export function lanes(times: Times, width: number): SVGSVGElement {
  const height = heightOf(times);
  const svg = s('svg', { class: 'lanes', viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' });
  svg.append(...parts(times, width, 0));
  return svg;
}

export function parts({ lines, end }: Times, width: number, top: number): SVGElement[] {
  const x = linear([0, end], [MARGIN.left, width - MARGIN.right]);
  const several = lines.length > 1;
  return lines.flatMap((line, index) => {
    const name = several ? ` ${line.name}` : '';
    const first = top + index * 2 * LANE;
    return [held(line, x, first, width, name), happened(line, x, first + LANE, width, name)];
  });
}

function held({ held }: Line, x: Scale, top: number, width: number, name: string): SVGElement {
  return s(
    'g',
    { class: 'lane' },
    ...held.map(({ from, to, by }) =>
      s(
        'rect',
        {
          class: by.startsWith('heldWindow') ? 'window' : 'limit',
          x: x(from),
          y: top + 6,
          width: Math.max(1.5, x(to) - x(from)),
          height: 13,
        },
        s('title', {}, say('heldFromTo', { from: clock(from), to: clock(to), by: say(by) })),
      ),
    ),
    s('text', { x: width - MARGIN.right + 6, y: top + 17 }, say('laneHeld') + name),
  );
}

function happened({ events }: Line, x: Scale, top: number, width: number, name: string): SVGElement {
  return s(
    'g',
    { class: 'lane' },
    ...events.map(({ seconds, type, reason, message }) =>
      s(
        'path',
        {
          class: type.toLowerCase(),
          d: type === 'Warning' ? `M${x(seconds)} ${top + 5}l-4.5 10h9z` : `M${x(seconds)} ${top + 5}v10`,
        },
        s('title', { lang: 'en' }, `${clock(seconds)} ${reason}: ${message}`),
      ),
    ),
    s('text', { x: width - MARGIN.right + 6, y: top + 15 }, say('laneEvents') + name),
  );
}
