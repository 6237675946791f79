/** What is chosen in a simulation, as links and the browser keep it. */

export const SHAPES = ['steady', 'ramp', 'spike', 'day', 'series', 'drawn'] as const;

export type Shape = (typeof SHAPES)[number];

/** What a slider may set otherwise; what is absent stays. */
export interface Settings {
  /** Seconds. */
  downWindow?: number;
  upWindow?: number;
  /** Per cent of the replicas that may go within a minute. */
  downPercent?: number;
  /** Per cent. */
  tolerance?: number;
}

export const SETTINGS = ['downWindow', 'upWindow', 'downPercent', 'tolerance'] as const satisfies (keyof Settings)[];

export interface Simulation {
  shape: Shape;
  /** Seconds. */
  duration: number;
  low: number;
  high: number;
  /** Per cent by which the load is off at random. */
  noise: number;
  /** Requests a second that a pod can do. */
  capacity: number;
  cpu: string;
  /** What was pasted. */
  series: string;
  /** Shares of the way from low to high, spread evenly. */
  drawn: number[];
  /** What it is compared with: the HPA with other settings, or another one. */
  other: 'settings' | 'hpa';
  settings: Settings;
  hpa: string;
}

/** Parts of a curve that is drawn by hand. */
export const POINTS = 24;

export const FIRST: Simulation = {
  shape: 'day',
  duration: 24 * 3600,
  low: 60,
  high: 400,
  noise: 20,
  capacity: 40,
  cpu: '8m',
  series: '',
  drawn: Array.from(
    { length: POINTS },
    (_, index) => Math.round(Math.sin((index / (POINTS - 1)) * Math.PI) * 100) / 100,
  ),
  other: 'settings',
  settings: {},
  hpa: '',
};

/** What was kept, each of the right type; what is not is as it was first. */
export function readSimulation(given: unknown): Simulation | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const values = given as Record<string, unknown>;
  const read: Simulation = { ...FIRST, settings: {} };
  for (const name of ['duration', 'low', 'high', 'noise', 'capacity'] as const)
    read[name] = number(values[name]) ?? read[name];
  for (const name of ['cpu', 'series', 'hpa'] as const) read[name] = text(values[name]) ?? read[name];
  read.shape = SHAPES.find((shape) => shape === values['shape']) ?? read.shape;
  read.other = values['other'] === 'hpa' ? 'hpa' : 'settings';
  const { drawn, settings } = values;
  if (Array.isArray(drawn) && drawn.length === POINTS) read.drawn = drawn.map((share) => number(share) ?? 0);
  for (const name of SETTINGS) {
    const value = number((settings as Record<string, unknown> | undefined)?.[name]);
    if (value !== undefined) read.settings[name] = value;
  }
  return read;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
