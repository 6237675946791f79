/** How the lines of a simulation look, on the canvas and in a file. Dashes tell them apart without colours. */
import type { Times } from './model';
import { say } from '../../words/words';

export interface Look {
  label: string;
  values: (number | null)[];
  /** The name of the colour. */
  colour: string;
  width: number;
  dash: number[];
}

export const MARGIN = { left: 40, right: 104 };

export function looks({ lines, bounds, x }: Times): Look[] {
  const several = lines.length > 1;
  const of = (name: string) => (several ? ` ${name}` : '');
  const colours = ['--accent', '--info'];
  return [
    ...bounds.map(({ word, count }) => ({
      label: word,
      values: x.map(() => count),
      colour: '--faint',
      width: 1,
      dash: [2, 3],
    })),
    ...lines.flatMap(({ name, proposal, replicas }, index) => [
      {
        label: say('lineProposal') + of(name),
        values: proposal,
        colour: colours[index] ?? '--text',
        width: 1,
        dash: index ? [1, 5] : [1, 3],
      },
      {
        label: say('lineReplicas') + of(name),
        values: replicas,
        colour: colours[index] ?? '--text',
        width: 2.5,
        dash: index ? [9, 5] : [],
      },
    ]),
  ];
}

/** The most that an axis shows: proposals far above the maximum would press everything else down. */
export function top({ lines, bounds }: Times): number {
  const most = Math.max(1, ...bounds.map(({ count }) => count));
  const proposed = Math.max(
    0,
    ...lines.flatMap(({ proposal, replicas }) => [...proposal, ...replicas].map((count) => count ?? 0)),
  );
  return Math.max(1, Math.min(proposed, most * 1.25), Math.min(most, proposed * 2)) * 1.06;
}
