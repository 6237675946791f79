package main

import (
	"context"
	"hash/fnv"
	"slices"
	"time"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
	"github.com/prometheus/prometheus/util/annotations"
)

// evaluation answers promql.labels with the labels of what the engine gives at a few times: a list of label sets for each
// time, where the query does not fail for its values.
var evaluation = protocol.Operations{
	"promql.labels": protocol.Of(func(in struct {
		Text   string
		Series []map[string]string
	}) (any, error) {
		if _, err := parser.NewParser(parser.Options{}).ParseExpr(in.Text); err != nil {
			return nil, err
		}
		held := memory{}
		for _, lset := range in.Series {
			held = append(held, seriesOf(labels.FromMap(lset)))
		}
		slices.SortFunc(held, func(a, b storage.Series) int { return labels.Compare(a.Labels(), b.Labels()) })
		times := [][]map[string]string{}
		for _, seconds := range []int64{600, 1500, 2400} {
			if found, ok := labelsAt(in.Text, held, time.Unix(seconds, 0)); ok {
				times = append(times, found)
			}
		}
		return struct {
			Times [][]map[string]string `json:"times"`
		}{times}, nil
	}),
}

var engine = promql.NewEngine(promql.EngineOpts{
	MaxSamples:               1_000_000,
	Timeout:                  10 * time.Second,
	NoStepSubqueryIntervalFn: func(int64) int64 { return 60_000 },
	EnableAtModifier:         true,
	EnableNegativeOffset:     true,
	Parser:                   parser.NewParser(parser.Options{}),
})

// labelsAt is the labels of each sample at a time; not ok where the query fails there.
func labelsAt(text string, held memory, at time.Time) (found []map[string]string, ok bool) {
	query, err := engine.NewInstantQuery(context.Background(), held, nil, text, at)
	if err != nil {
		return nil, false
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		return nil, false
	}
	found = []map[string]string{}
	switch value := result.Value.(type) {
	case promql.Vector:
		for _, sample := range value {
			found = append(found, sample.Metric.Map())
		}
	case promql.Matrix:
		for _, series := range value {
			found = append(found, series.Metric.Map())
		}
	default:
		found = append(found, map[string]string{})
	}
	return found, true
}

// memory is some series, sorted, as a storage that is queried.
type memory []storage.Series

func (held memory) Querier(int64, int64) (storage.Querier, error) { return held, nil }

func (held memory) Select(_ context.Context, _ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	selected := &selection{at: -1}
	for _, series := range held {
		if !slices.ContainsFunc(matchers, func(m *labels.Matcher) bool { return !m.Matches(series.Labels().Get(m.Name)) }) {
			selected.series = append(selected.series, series)
		}
	}
	return selected
}

func (memory) LabelValues(context.Context, string, *storage.LabelHints, ...*labels.Matcher) ([]string, annotations.Annotations, error) {
	return nil, nil, nil
}

func (memory) LabelNames(context.Context, *storage.LabelHints, ...*labels.Matcher) ([]string, annotations.Annotations, error) {
	return nil, nil, nil
}

func (memory) Close() error { return nil }

type selection struct {
	series []storage.Series
	at     int
}

func (s *selection) Next() bool                      { s.at++; return s.at < len(s.series) }
func (s *selection) At() storage.Series              { return s.series[s.at] }
func (*selection) Err() error                        { return nil }
func (*selection) Warnings() annotations.Annotations { return nil }

// seriesOf is an hour of samples that depend on nothing but the labels: small numbers that go up, down or nowhere, some of
// them for a part of the time only.
func seriesOf(lset labels.Labels) storage.Series {
	hash := fnv.New64a()
	hash.Write(lset.Bytes(nil))
	seed := hash.Sum64()
	from, to := int64(0), int64(3600)
	switch (seed >> 8) % 5 {
	case 0:
		from = 1200
	case 1:
		to = 1200
	}
	samples := []chunks.Sample{}
	for at := from; at < to; at += 30 {
		value := float64(seed % 4)
		switch (seed >> 16) % 4 {
		case 0:
			value += float64(at / 30)
		case 1:
			value = float64((uint64(at)/300 + seed) % 3)
		case 2:
			value -= float64(at / 600)
		}
		samples = append(samples, sample{at * 1000, value})
	}
	return storage.NewListSeries(lset, samples)
}

type sample struct {
	at    int64
	value float64
}

func (s sample) T() int64                    { return s.at }
func (sample) ST() int64                     { return 0 }
func (s sample) F() float64                  { return s.value }
func (sample) H() *histogram.Histogram       { return nil }
func (sample) FH() *histogram.FloatHistogram { return nil }
func (sample) Type() chunkenc.ValueType      { return chunkenc.ValFloat }
func (s sample) Copy() chunks.Sample         { return s }
