/** Functions, aggregations and modifiers of PromQL: how each is called, and what it gives. */
import type { Entry } from './template';

const RANGE = 'range';
const VECTOR = 'vector';

const entry = (name: string, parameters: string, en: string, zh: string): Entry => ({
  name,
  form: `${name}(${parameters})`,
  about: { en, zh },
});

const OVER_TIME: [name: string, en: string, zh: string][] = [
  ['avg', 'The mean of the samples of each series.', '各序列样本的平均值。'],
  ['min', 'The least sample of each series.', '各序列的最小样本。'],
  ['max', 'The greatest sample of each series.', '各序列的最大样本。'],
  ['sum', 'The samples of each series added up.', '各序列样本之和。'],
  ['count', 'How many samples each series has.', '各序列的样本数。'],
  ['last', 'The newest sample of each series.', '各序列的最新样本。'],
  ['first', 'The oldest sample of each series.', '各序列的最早样本。'],
  ['stddev', 'The standard deviation of the samples.', '样本的标准差。'],
  ['stdvar', 'The variance of the samples.', '样本的方差。'],
  ['present', '1 for each series that has a sample.', '有样本的序列取 1。'],
  ['absent', '1 where no series has a sample.', '没有任何样本时取 1。'],
];

/** Functions of one vector, sample by sample. */
const EACH: [name: string, en: string, zh: string][] = [
  ['abs', 'Without its sign.', '绝对值。'],
  ['ceil', 'Rounded up.', '向上取整。'],
  ['floor', 'Rounded down.', '向下取整。'],
  ['exp', 'e to the power of it.', '以 e 为底的指数。'],
  ['ln', 'The natural logarithm.', '自然对数。'],
  ['log2', 'The logarithm to base 2.', '以 2 为底的对数。'],
  ['log10', 'The logarithm to base 10.', '以 10 为底的对数。'],
  ['sqrt', 'The square root.', '平方根。'],
  ['sgn', '1, 0 or −1 by its sign.', '按符号取 1、0 或 −1。'],
  ['timestamp', 'When the sample is of, in seconds.', '样本的时间戳（秒）。'],
  ['sort', 'Least first; an instant query keeps the order.', '从小到大；即时查询保留顺序。'],
  ['sort_desc', 'Greatest first; an instant query keeps the order.', '从大到小；即时查询保留顺序。'],
  ['absent', '1 where the vector is empty.', '向量为空时取 1。'],
  ['scalar', 'The one sample as a number; NaN where there is not just one.', '唯一样本的数值；不唯一时为 NaN。'],
];

export const FUNCTIONS: readonly Entry[] = [
  entry('rate', RANGE, 'How fast a counter grows, per second over the range.', '计数器在区间内每秒的平均增长。'),
  entry('irate', RANGE, 'How fast a counter grew between its last two samples.', '计数器最后两个样本间每秒的增长。'),
  entry('increase', RANGE, 'How much a counter grows over the range.', '计数器在区间内的增量。'),
  entry('delta', RANGE, 'How much a gauge changes over the range.', '仪表值在区间内的变化。'),
  entry('idelta', RANGE, 'The difference of the last two samples of a gauge.', '仪表值最后两个样本之差。'),
  entry('deriv', RANGE, 'The slope of a gauge, by linear regression.', '仪表值的线性回归斜率。'),
  entry(
    'predict_linear',
    `${RANGE}, seconds`,
    'Where a gauge will be, by linear regression.',
    '按线性回归预测仪表值。',
  ),
  entry('changes', RANGE, 'How often a value changes.', '值变化的次数。'),
  entry('resets', RANGE, 'How often a counter starts anew.', '计数器重置的次数。'),
  entry('quantile_over_time', `φ, ${RANGE}`, 'The quantile of the samples of each series.', '各序列样本的分位数。'),
  ...OVER_TIME.map(([name, en, zh]) => entry(`${name}_over_time`, RANGE, en, zh)),
  ...EACH.map(([name, en, zh]) => entry(name, VECTOR, en, zh)),
  entry(
    'round',
    `${VECTOR}, nearest`,
    'Rounded to a multiple of a number, by default 1.',
    '舍入到某数的倍数，默认为 1。',
  ),
  entry('clamp', `${VECTOR}, min, max`, 'Kept within two bounds.', '限制在上下界之间。'),
  entry('clamp_min', `${VECTOR}, min`, 'At least this.', '不小于此值。'),
  entry('clamp_max', `${VECTOR}, max`, 'At most this.', '不大于此值。'),
  entry(
    'histogram_quantile',
    `φ, ${VECTOR}`,
    'A quantile of a histogram; keeps the label le until here.',
    '直方图的分位数；此前须保留标签 le。',
  ),
  entry(
    'label_replace',
    `${VECTOR}, to, value, from, pattern`,
    'Sets a label by the groups of another’s pattern.',
    '按另一标签的模式分组设置标签。',
  ),
  entry(
    'label_join',
    `${VECTOR}, to, separator, from…`,
    'Sets a label to others, joined.',
    '将多个标签拼接成一个标签。',
  ),
  entry('vector', 'number', 'A number as a vector without labels.', '把数值变成无标签的向量。'),
  entry('time', '', 'When the query is evaluated, in seconds.', '查询求值的时刻（秒）。'),
];

const by = 'by (label…)';
const aggregation = (name: string, en: string, zh: string, first = ''): Entry => ({
  name,
  form: `${name} ${by} (${first}${VECTOR})`,
  about: { en, zh },
});

export const AGGREGATIONS: readonly Entry[] = [
  aggregation('sum', 'The sum of each group.', '各组之和。'),
  aggregation('avg', 'The mean of each group.', '各组的平均值。'),
  aggregation('min', 'The least of each group.', '各组的最小值。'),
  aggregation('max', 'The greatest of each group.', '各组的最大值。'),
  aggregation('count', 'How many series each group has.', '各组的序列数。'),
  aggregation('group', '1 for each group.', '每组取 1。'),
  aggregation('stddev', 'The standard deviation of each group.', '各组的标准差。'),
  aggregation('stdvar', 'The variance of each group.', '各组的方差。'),
  aggregation('topk', 'The k greatest of each group, with all their labels.', '各组最大的 k 个，保留全部标签。', 'k, '),
  aggregation('bottomk', 'The k least of each group, with all their labels.', '各组最小的 k 个，保留全部标签。', 'k, '),
  aggregation('quantile', 'A quantile of each group.', '各组的分位数。', 'φ, '),
  aggregation(
    'count_values',
    'How many have each value, which becomes a label.',
    '各取值的个数，取值成为标签。',
    'label, ',
  ),
];

export const MODIFIERS: readonly Entry[] = [
  {
    name: 'by',
    form: by,
    about: {
      en: 'A group for each set of values of these labels, which the result keeps.',
      zh: '按这些标签的取值分组，结果保留它们。',
    },
  },
  {
    name: 'without',
    form: 'without (label…)',
    about: { en: 'Groups by all labels but these.', zh: '按除此之外的所有标签分组。' },
  },
  {
    name: 'on',
    form: 'on (label…)',
    about: { en: 'Pairs both sides by these labels alone.', zh: '仅按这些标签配对两侧。' },
  },
  {
    name: 'ignoring',
    form: 'ignoring (label…)',
    about: { en: 'Pairs both sides by all labels but these.', zh: '按除此之外的所有标签配对两侧。' },
  },
  {
    name: 'group_left',
    form: 'group_left (label…)',
    about: { en: 'Several of the left belong to one of the right.', zh: '左侧多个对应右侧一个。' },
  },
  {
    name: 'group_right',
    form: 'group_right (label…)',
    about: { en: 'Several of the right belong to one of the left.', zh: '右侧多个对应左侧一个。' },
  },
  { name: 'offset', form: 'offset 5m', about: { en: 'As it was so long ago.', zh: '取此前这段时间的值。' } },
];

/** All of them by their names. */
export const WORDS: ReadonlyMap<string, Entry> = new Map(
  [...MODIFIERS, ...AGGREGATIONS, ...FUNCTIONS].map((one) => [one.name, one]),
);
