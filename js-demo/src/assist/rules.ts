/**
 * The fields of prometheus-adapter's configuration: as its own file, in a ConfigMap, and in values of its Helm chart. They stand in
 * rules.json, which `counterpoise lsp` reads, too.
 */
import given from './rules.json';
import type { Shape } from './shape';

/** A shape, or the name of one that stands in several places. */
interface Written extends Omit<Shape, 'fields' | 'items' | 'each' | 'embedded'> {
  type?: string;
  fields?: Record<string, Written>;
  items?: Written;
  each?: Written;
  embedded?: Written;
}

const types = given.types as Record<string, Written>;
const made = new Map<string, Shape>();

export const config: Shape = shapeOf(given.config as Written);

function shapeOf(written: Written): Shape {
  const { type, fields, items, each, embedded, ...own } = written;
  if (type !== undefined) {
    const known = made.get(type) ?? shapeOf(types[type] ?? {});
    made.set(type, known);
    return known;
  }
  return {
    ...own,
    ...(fields && { fields: Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, shapeOf(one)])) }),
    ...(items && { items: shapeOf(items) }),
    ...(each && { each: shapeOf(each) }),
    ...(embedded && { embedded: shapeOf(embedded) }),
  };
}
