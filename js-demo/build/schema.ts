/** The HPA's fields for the editors, taken out of the JSON Schema of all operations when the page is built. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const SCHEMA = new URL('../../docs/schema/operations.json', import.meta.url);

const NAME = 'virtual:hpa-schema';

/** A type of Kubernetes' API: what it is, and its fields. */
export interface Type {
  about: string;
  fields: Record<string, Field>;
}

export interface Field {
  about: string;
  /** The type of its value, or of its items or of what its keys stand for. */
  type?: string;
  list?: true;
  map?: true;
  /** What a value may be, where there are few. */
  values?: string[];
  /** What a scalar is: `integer`, `string`, `quantity`. */
  scalar?: string;
}

interface Schema {
  $ref?: string;
  description?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
  const?: string;
  additionalProperties?: Schema | boolean;
}

/** What nobody writes into an HPA. */
const LEFT_OUT = new Set(['status', 'managedFields', 'ownerReferences', 'creationTimestamp', 'deletionTimestamp']);

/** The types that an HPA is made of. */
export function hpaTypes(defs: Record<string, Schema>): Record<string, Type> {
  const types: Record<string, Type> = {};
  const add = (name: string) => {
    const { description = '', properties = {} } = defs[name] ?? {};
    const type: Type = (types[name] = { about: description, fields: {} });
    for (const [key, schema] of Object.entries(properties)) {
      if (!LEFT_OUT.has(key)) type.fields[key] = field(schema);
    }
  };
  const named = (schema: Schema): Partial<Field> => {
    const name = schema.$ref?.split('/').at(-1) ?? '';
    const given = defs[name] ?? schema;
    if (given.properties) {
      if (!types[name]) add(name);
      return { type: name };
    }
    if (name === 'Quantity') return { scalar: 'quantity' };
    const choices = [given, ...(given.anyOf ?? [])];
    const values = choices.flatMap(({ enum: all = [] }) => all);
    if (given.const) values.push(given.const);
    if (values.length > 0) return { values };
    // `null` is the other.
    const inner = given.anyOf?.find((choice) => choice.$ref);
    return inner ? named(inner) : { scalar: given.type ?? 'string' };
  };
  const field = (schema: Schema): Field => {
    const about = schema.description ?? '';
    if (schema.items) return { about, list: true, ...named(schema.items) };
    if (typeof schema.additionalProperties === 'object') {
      return { about, map: true, ...named(schema.additionalProperties) };
    }
    return { about, ...named(schema) };
  };
  add('HorizontalPodAutoscaler');
  return types;
}

export const schema: Plugin = {
  name: 'hpa-schema',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load(id) {
    if (id !== `\0${NAME}`) return undefined;
    const { $defs } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as { $defs: Record<string, Schema> };
    return `export default ${JSON.stringify(hpaTypes($defs))}`;
  },
};
