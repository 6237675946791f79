/** The fields of prometheus-adapter's configuration: as its own file, in a ConfigMap, and in values of its Helm chart. */
import type { Shape } from './shape';

const resources: Shape = {
  term: 'ResourceMapping',
  about: {
    en: 'Which label of the series stands for which Kubernetes resource.',
    zh: '序列的哪个标签代表哪种 Kubernetes 资源。',
  },
  fields: {
    template: {
      term: 'ResourceMapping.template',
      about: {
        en: 'The name of the label of a resource, such as kube_<<.Group>>_<<.Resource>>; a namespace’s too.',
        zh: '资源对应的标签名模板，例如 kube_<<.Group>>_<<.Resource>>；命名空间同样适用。',
      },
      of: 'labelTemplate',
    },
    overrides: {
      term: 'ResourceMapping.overrides',
      about: {
        en: 'Labels whose names follow no template, each with the resource that it stands for.',
        zh: '名称不符合模板的标签，以及各自代表的资源。',
      },
      keys: 'label',
      each: {
        term: 'GroupResource',
        about: { en: 'The resource that this label stands for.', zh: '此标签代表的资源。' },
        fields: {
          group: {
            term: 'GroupResource.group',
            about: { en: 'The API group; empty or left out for core.', zh: 'API 组；核心组留空或省略。' },
            values: ['apps', 'batch', 'networking.k8s.io'],
          },
          resource: {
            term: 'GroupResource.resource',
            about: { en: 'The resource, singular or plural.', zh: '资源名，单数或复数均可。' },
            values: ['namespace', 'pod', 'service', 'node', 'deployment', 'statefulset', 'job', 'ingress'],
          },
        },
      },
    },
    namespaced: {
      term: 'ResourceMapping.namespaced',
      about: {
        en: 'Of external metrics: whether the namespace of the request goes into the query. True if left out.',
        zh: '用于外部指标：请求的命名空间是否写入查询。省略时为 true。',
      },
      values: ['true', 'false'],
    },
  },
};

const rule: Shape = {
  term: 'DiscoveryRule',
  about: {
    en: 'One rule: from series to metrics, and to the query of each.',
    zh: '一条规则：由序列得出指标及其查询。',
  },
  fields: {
    seriesQuery: {
      term: 'DiscoveryRule.seriesQuery',
      about: {
        en: 'The series that the rule is about: a selector, such as http_requests_total{pod!=""}, and no other PromQL.',
        zh: '规则所针对的序列：一个选择器，例如 http_requests_total{pod!=""}，不能是其他 PromQL。',
      },
      of: 'selector',
    },
    seriesFilters: {
      term: 'DiscoveryRule.seriesFilters',
      about: { en: 'Patterns that the names of the series must pass, all of them.', zh: '序列名必须全部满足的模式。' },
      items: {
        term: 'RegexFilter',
        fields: {
          is: {
            term: 'RegexFilter.is',
            about: { en: 'Names must match this pattern.', zh: '名称必须匹配此模式。' },
            of: 'pattern',
          },
          isNot: {
            term: 'RegexFilter.isNot',
            about: { en: 'Names must not match this pattern.', zh: '名称不得匹配此模式。' },
            of: 'pattern',
          },
        },
      },
    },
    resources,
    name: {
      term: 'NameMapping',
      about: { en: 'How the metric is called in the API.', zh: '指标在 API 中的名称。' },
      fields: {
        matches: {
          term: 'NameMapping.matches',
          about: {
            en: 'A pattern for the series’ name, whose groups “as” can use. Everything, if left out.',
            zh: '匹配序列名的模式，其分组可用于 as。省略时匹配全部。',
          },
          of: 'pattern',
        },
        as: {
          term: 'NameMapping.as',
          about: {
            en: 'The metric’s name, with $1 or ${name} for groups of “matches”. Its only group, or the whole name, if left out.',
            zh: '指标名，可用 $1 或 ${name} 引用 matches 的分组。省略时取唯一的分组或整个名称。',
          },
        },
      },
    },
    metricsQuery: {
      term: 'DiscoveryRule.metricsQuery',
      about: {
        en: 'The template of the query that Prometheus is asked. Its result keeps the labels by which objects are told apart: by (<<.GroupBy>>).',
        zh: '向 Prometheus 查询所用的模板。结果须保留用于区分对象的标签：by (<<.GroupBy>>)。',
      },
      of: 'query',
    },
  },
};

const usage: Shape = {
  term: 'ResourceRule',
  about: { en: 'The queries of one resource.', zh: '一种资源的查询。' },
  fields: {
    containerQuery: {
      term: 'ResourceRule.containerQuery',
      about: { en: 'The template of the query for the containers of pods.', zh: '查询 Pod 各容器用量的模板。' },
      of: 'query',
    },
    nodeQuery: {
      term: 'ResourceRule.nodeQuery',
      about: { en: 'The template of the query for nodes.', zh: '查询节点用量的模板。' },
      of: 'query',
    },
    resources,
    containerLabel: {
      term: 'ResourceRule.containerLabel',
      about: { en: 'The label that holds the container’s name.', zh: '保存容器名的标签。' },
      of: 'label',
    },
  },
};

const resourceRules: Shape = {
  term: 'ResourceRules',
  about: {
    en: 'CPU and memory of pods and nodes, as metrics-server gives them.',
    zh: 'Pod 与节点的 CPU 和内存，等同于 metrics-server 所提供的。',
  },
  fields: {
    cpu: usage,
    memory: usage,
    window: {
      term: 'ResourceRules.window',
      about: {
        en: 'How long the queries look back, which the API tells with each value.',
        zh: '查询回看的时长，API 会随每个值一并给出。',
      },
      values: ['1m', '2m', '5m'],
    },
  },
};

const list = (about: Record<'en' | 'zh', string>, term: string): Shape => ({ term, about, items: rule });
const custom = list(
  { en: 'Rules of the custom metrics API: metrics of objects.', zh: '自定义指标 API 的规则：对象的指标。' },
  'MetricsDiscoveryConfig.rules',
);
const external = list(
  {
    en: 'Rules of the external metrics API: metrics that belong to no object.',
    zh: '外部指标 API 的规则：不属于任何对象的指标。',
  },
  'MetricsDiscoveryConfig.externalRules',
);

const file: Record<string, Shape> = { rules: custom, externalRules: external, resourceRules };

/** The chart's own value `rules` is an object, and the file's field a list. */
const rules: Shape = {
  ...custom,
  fields: {
    custom,
    external,
    resource: resourceRules,
    default: {
      term: 'values: rules.default',
      about: { en: 'Whether the chart’s own rules are there, too.', zh: '是否同时包含 chart 自带的规则。' },
      values: ['true', 'false'],
    },
    existing: {
      term: 'values: rules.existing',
      about: { en: 'The name of a ConfigMap in the place of these rules.', zh: '代替这些规则的 ConfigMap 的名称。' },
    },
  },
};

const configMap: Shape = {
  term: 'ConfigMap',
  fields: {
    apiVersion: { values: ['v1'] },
    kind: { values: ['ConfigMap'] },
    metadata: { fields: { name: {}, namespace: {} } },
    data: { each: { embedded: { fields: file } } },
  },
};

export const config: Shape = {
  fields: {
    ...file,
    rules,
    'prometheus-adapter': { term: 'values', fields: { rules } },
    ...configMap.fields,
  },
};
