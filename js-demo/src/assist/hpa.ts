/** The fields of an HPA, as the JSON Schema of the operations has them. */
import types from 'virtual:hpa-schema';
import type { Field } from '../../build/schema';
import type { Of, Shape } from './shape';

const KIND = 'HorizontalPodAutoscaler';

/** Values that the pasted texts know. */
const OF: Record<string, Of> = {
  'MetricIdentifier.name': 'served',
  'LabelSelectorRequirement.key': 'label',
};
const KEYS: Record<string, Of> = { 'LabelSelector.matchLabels': 'label' };

const made = new Map<string, Shape>();

export const hpa: Shape = shapeOf(KIND);
// What a type's name does not say its only value does.
Object.assign(hpa.fields?.['kind'] ?? {}, { values: [KIND] });

const metadata = hpa.fields?.['metadata'];
const annotations = metadata?.fields?.['annotations'];
if (annotations) annotations.each = (key) => (/^metric-config\..*\/query/.test(key) ? { of: 'promql' } : {});

function shapeOf(name: string): Shape {
  const known = made.get(name);
  if (known) return known;
  const { about = '', fields = {} } = types[name] ?? {};
  const shape: Shape = { about, term: name };
  made.set(name, shape);
  shape.fields = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, fieldOf(`${name}.${key}`, field)]),
  );
  return shape;
}

function fieldOf(term: string, { about, type, list, map, values, scalar }: Field): Shape {
  const value: Shape = type ? shapeOf(type) : { ...(values && { values }), ...(scalar && { scalar }) };
  const keys = KEYS[term];
  const of = OF[term];
  const own: Shape = { about, term, ...(keys && { keys }), ...(of && { of }) };
  if (list) return { ...own, items: value };
  if (map) return { ...own, each: value };
  const { about: _, term: __, ...rest } = value;
  return { ...rest, ...own };
}
