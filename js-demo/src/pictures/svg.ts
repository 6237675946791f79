/** Elements of SVG, scales and labels for pictures that are drawn by hand. */

type Attributes = Record<string, string | number | undefined>;

const NAMESPACE = 'http://www.w3.org/2000/svg';

export function s<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string | undefined)[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, typeof value === 'number' ? String(round(value)) : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** From values to places. */
export type Scale = (value: number) => number;

export function linear([from, to]: [number, number], [start, end]: [number, number]): Scale {
  const each = to > from ? (end - start) / (to - from) : 0;
  return (value) => start + (value - from) * each;
}

/** Values at which to mark an axis: some `wanted`, at steps of 1, 2 or 5 of a power of ten. */
export function ticks(from: number, to: number, wanted: number, least = 0): number[] {
  const raw = (to - from) / Math.max(1, wanted);
  if (!(raw > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(least, power * ([1, 2, 5].find((each) => each * power >= raw) ?? 10));
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

/** Moves labels apart so that none covers another, each as near to its place as may be. */
export function apart(places: number[], gap: number, [top, bottom]: [number, number]): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved = [...places];
  let least = top;
  for (const index of order) {
    moved[index] = Math.max(moved[index] ?? 0, least);
    least = (moved[index] ?? 0) + gap;
  }
  let most = bottom;
  for (const index of order.toReversed()) {
    moved[index] = Math.min(moved[index] ?? 0, most);
    most = (moved[index] ?? 0) - gap;
  }
  return moved;
}

/** A path that goes right, then up or down. */
export function stairs(points: (readonly [x: number, y: number] | undefined)[], end: number): string {
  let path = '';
  let pen = false;
  points.forEach((point, index) => {
    if (!point) {
      pen = false;
      return;
    }
    const [x, y] = point;
    const next = points.slice(index + 1).find((later) => later)?.[0] ?? end;
    const until = points[index + 1] === undefined && index + 1 < points.length ? x : next;
    path += `${pen ? 'V' : `M${round(x)} `}${round(y)}H${round(until)}`;
    pen = true;
  });
  return path;
}
