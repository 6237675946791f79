package main

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/annotations"
)

// queries times Prometheus' engine over series in memory, over the last time and over every step of the hour.
func queries(texts []string, pods int, figures map[string]float64) error {
	series := counters(pods)
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples: 50_000_000, Timeout: time.Minute, LookbackDelta: 5 * time.Minute,
		EnableAtModifier: true, EnableNegativeOffset: true,
		NoStepSubqueryIntervalFn: func(int64) int64 { return 60_000 },
		Parser:                   parser.NewParser(parser.Options{}),
	})
	end := time.Unix(3600, 0)
	for _, text := range texts {
		var failed error
		ask := func(query promql.Query, err error) {
			if err == nil {
				err = query.Exec(context.Background()).Err
				query.Close()
			}
			failed = err
		}
		figures["promql: "+text] = nanoseconds(1, func() {
			ask(engine.NewInstantQuery(context.Background(), series, nil, text, end))
		})
		figures["promql, an hour: "+text] = nanoseconds(1, func() {
			ask(engine.NewRangeQuery(context.Background(), series, nil, text, time.Unix(0, 0), end, 15*time.Second))
		})
		if failed != nil {
			return failed
		}
	}
	return nil
}

// memory is a storage of a few series, all of one name.
type memory []storage.Series

func counters(pods int) memory {
	var all memory
	for pod := range pods {
		for _, le := range []string{"0.1", "0.5", "1", "+Inf"} {
			metric := labels.FromStrings("__name__", "requests_bucket", "le", le, "namespace", "default", "pod", podName(pod))
			points := make([]promql.FPoint, 241)
			for i := range points {
				points[i] = promql.FPoint{T: int64(i) * 15_000, F: float64(i * (10 + pod%7) * (1 + len(le)))}
			}
			all = append(all, promql.NewStorageSeries(promql.Series{Metric: metric, Floats: points}))
		}
	}
	return all
}

func (m memory) Querier(int64, int64) (storage.Querier, error) { return m, nil }

func (m memory) Select(_ context.Context, _ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	set := &selected{at: -1}
	for _, series := range m {
		matches := true
		for _, matcher := range matchers {
			matches = matches && matcher.Matches(series.Labels().Get(matcher.Name))
		}
		if matches {
			set.series = append(set.series, series)
		}
	}
	return set
}

func (memory) LabelValues(context.Context, string, *storage.LabelHints, ...*labels.Matcher) ([]string, annotations.Annotations, error) {
	return nil, nil, fmt.Errorf("no query asks for them")
}

func (memory) LabelNames(context.Context, *storage.LabelHints, ...*labels.Matcher) ([]string, annotations.Annotations, error) {
	return nil, nil, fmt.Errorf("no query asks for them")
}

func (memory) Close() error { return nil }

type selected struct {
	series []storage.Series
	at     int
}

func (s *selected) Next() bool {
	s.at++
	return s.at < len(s.series)
}

func (s *selected) At() storage.Series                { return s.series[s.at] }
func (s *selected) Err() error                        { return nil }
func (s *selected) Warnings() annotations.Annotations { return nil }

