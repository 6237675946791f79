/** What is to be said about a state: plain data, since it travels from the worker to the page. */
import type { AnnotationCollector, ExplainSection, Fate, Fix, MetricWay, Operations, Span } from 'counterpoise';
import type { Range } from '../state/position';
import type { InputName } from '../state/state';
import type { Requested } from './requested';
import type { Vocabulary } from './vocabulary';

/** A finding or an error, with the input and the part of its text that it is about where they are known. */
export interface Problem {
  severity: 'info' | 'warning' | 'error';
  code: string;
  message: string;
  hint?: string;
  path?: string;
  input?: InputName;
  span?: Span;
  range?: Range;
  /** The edit that mends it. */
  fix?: Fix;
}

/** What an operation gave, or why it gave nothing. */
export type Outcome<T> = { ok: T } | { problem: Problem };

export interface ListedMetric {
  group: string;
  /** `pods/http_requests`; of external metrics the name alone. */
  name: string;
  namespaced: boolean;
}

export type Query = Operations['metrics.query']['ok'];

/** One value of a list of the metrics APIs. */
export interface Value {
  /** The described object, or the labels of an external value. */
  of: string;
  /** A quantity; of usage a line for each container with its quantities. */
  value: string;
  timestamp: string;
}

export interface Conversion {
  values: Value[];
  fates: Fate[];
  /** The API's answer as it is. */
  list: unknown;
  failure?: Problem;
}

/** A request of the metrics APIs and what becomes of it. */
export interface Asked {
  path: string;
  /** The metric of the HPA that asks for it: `Pods metric http_requests`. */
  metric?: string;
  query: Outcome<Query>;
  /** Where its parts stand in the texts. */
  requested: Requested;
  /** Absent where Prometheus' answer is not given. */
  conversion?: Outcome<Conversion>;
}

/** A collector of kube-metrics-adapter and the value that it keeps. */
export interface Collected {
  collector: AnnotationCollector;
  /** Absent where the collector has no query, or Prometheus' answer is not given. */
  value?: Outcome<{ value: Value; object: unknown }>;
}

/** One sync in short. */
export interface Sync {
  from: number;
  to: number;
  /** As kubectl shows it. */
  targets?: string;
}

export interface Explanation {
  sections: ExplainSection[];
  text: string;
  syncs: Sync[];
  /** Station by station, at the first sync. */
  ways: MetricWay[];
  /** What is at fault, the likeliest first. */
  causes: Problem[];
}

export interface Analysis {
  version: string;
  /** The releases of Kubernetes that there are, the newest first. */
  profiles: string[];
  problems: Problem[];
  /** Names that the series have; left out where they are those of the answer before. */
  vocabulary?: Vocabulary;
  /** Of rules: the findings in a line. */
  summary?: string;
  metrics?: Outcome<ListedMetric[]>;
  asked?: Outcome<Asked[]>;
  collected?: Outcome<Collected[]>;
  explanation?: Outcome<Explanation>;
}
