/** What templates of rules hold between << and >>. */
import type { About } from './shape';

export interface Entry {
  name: string;
  /** How it is written, where that is not its name alone. */
  form?: string;
  about: About;
}

export const QUERY_FIELDS: readonly Entry[] = [
  {
    name: '.Series',
    about: { en: 'The name of the series that the metric is made of.', zh: '构成该指标的序列名。' },
  },
  {
    name: '.LabelMatchers',
    about: {
      en: 'Matchers for namespace, objects and the metric’s selector, with commas between them.',
      zh: '命名空间、对象与指标选择器对应的匹配器，以逗号分隔。',
    },
  },
  {
    name: '.GroupBy',
    about: {
      en: 'The label that objects are told apart by; for containers also theirs.',
      zh: '用于区分对象的标签；对容器还包括容器标签。',
    },
  },
  { name: '.GroupBySlice', about: { en: 'The labels of .GroupBy as a list.', zh: '.GroupBy 的标签列表。' } },
  {
    name: '.LabelValuesByName',
    about: {
      en: 'The values that labels are matched with, by the label’s name. Nothing quotes them.',
      zh: '各标签要匹配的值，按标签名索引；不会自动加引号。',
    },
  },
];

export const LABEL_FIELDS: readonly Entry[] = [
  {
    name: '.Group',
    about: {
      en: 'The API group of the resource, with _ for dots and hyphens.',
      zh: '资源的 API 组，点与连字符换成 _。',
    },
  },
  { name: '.Resource', about: { en: 'The singular name of the resource.', zh: '资源名的单数形式。' } },
];

export const TEMPLATE_WORDS: readonly Entry[] = [
  { name: 'index', form: 'index MAP KEY', about: { en: 'The value under a key.', zh: '取出某个键的值。' } },
  {
    name: 'printf',
    form: 'printf FORMAT VALUE…',
    about: { en: 'Text by Go’s formats.', zh: '按 Go 的格式生成文本。' },
  },
  { name: 'range', form: 'range LIST … end', about: { en: 'Once for each item.', zh: '对每一项重复一次。' } },
  { name: 'if', form: 'if VALUE … else … end', about: { en: 'Where a value is not empty.', zh: '值非空时才输出。' } },
  {
    name: 'with',
    form: 'with VALUE … end',
    about: { en: 'A value as the dot, if not empty.', zh: '值非空时以其为“.”。' },
  },
  { name: 'len', form: 'len VALUE', about: { en: 'How many there are.', zh: '元素个数。' } },
  { name: 'end', about: { en: 'Ends if, range and with.', zh: '结束 if、range 或 with。' } },
];
