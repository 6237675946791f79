/** What each metric proposes, side by side: the largest count decides. */
import type { Decision, MetricStep } from 'counterpoise';
import { linear, s, ticks } from '../svg';
import { short } from './values';
import { say } from '../../words/words';

const ROW = 50;
const MARGIN = { top: 8, right: 96, bottom: 30, left: 8 };
const LETTER = 7.2;

export interface Proposal {
  name: string;
  count: number | null;
  decides: boolean;
  why: string;
}

/** Of several that propose the same the first decides, as in the controller's loop. */
export function proposalsOf({ steps }: Decision): Proposal[] {
  const metrics = steps.filter((step): step is MetricStep => step.step === 'metric');
  const maximum = steps.find((step) => step.step === 'maximum');
  const decides = maximum?.proposal ?? null;
  const first = metrics.findIndex(({ proposal, metric }) => proposal === decides && metric === maximum?.metric);
  return metrics.map((step, index) => ({
    name: short(step),
    count: step.proposal,
    decides: decides !== null && index === first,
    why: step.why,
  }));
}

export function bars(proposals: Proposal[], { steps, desiredReplicas }: Decision, width: number): SVGSVGElement {
  const target = steps.find((step) => step.step === 'target');
  const counts = proposals.map(({ count }) => count ?? 0);
  const most = Math.max(1, desiredReplicas, target?.maxReplicas ?? 0, ...counts);
  const height = MARGIN.top + proposals.length * ROW + MARGIN.bottom;
  const right = width - MARGIN.right;
  const x = linear([0, most], [MARGIN.left, right]);
  const bottom = height - MARGIN.bottom;
  const line = (kind: string, count: number) =>
    s('line', { class: kind, x1: x(count), x2: x(count), y1: MARGIN.top, y2: bottom });
  const said = proposals.map(({ name, count, decides }) =>
    say(decides ? 'whichDecides' : 'proposalOf', { name, n: count ?? say('nothing') }),
  );
  return s(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': say('proposalsAre', { list: said.join('; ') }),
    },
    ...ticks(0, most, Math.min(8, Math.floor(width / 60)), 1).map((count) =>
      s(
        'g',
        { class: 'grid' },
        s('line', { x1: x(count), x2: x(count), y1: MARGIN.top, y2: bottom }),
        s('text', { x: x(count), y: bottom + 16, 'text-anchor': 'middle' }, String(count)),
      ),
    ),
    ...proposals.map(({ name, count, decides }, index) => {
      const top = MARGIN.top + index * ROW;
      const end = x(Math.max(0, count ?? 0));
      return s(
        'g',
        { class: decides ? 'bar decides' : 'bar' },
        s('text', { class: 'name', x: MARGIN.left, y: top + 14 }, cut(name, width)),
        s('rect', { x: MARGIN.left, y: top + 20, width: Math.max(2, end - MARGIN.left), height: 18, rx: 3 }),
        s(
          'text',
          { class: 'count', x: end + 7, y: top + 34 },
          count === null ? say('givesNone') : decides ? say('decides', { n: count }) : String(count),
        ),
      );
    }),
    line('asks', desiredReplicas),
    s(
      'text',
      { class: 'asks', x: x(desiredReplicas), y: height - 2, 'text-anchor': 'middle' },
      say('hpaAsksFor', { n: desiredReplicas }),
    ),
  );
}

function cut(name: string, width: number): string {
  const most = Math.floor((width - MARGIN.left) / LETTER);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
