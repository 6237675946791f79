package main

import (
	"context"
	"hash/fnv"
	"slices"
	"time"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/tsdb/chunks"
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
		series := memory{}
		for _, lset := range in.Series {
			series = append(series, seriesOf(labels.FromMap(lset)))
		}
		slices.SortFunc(series, func(a, b held) int { return labels.Compare(a.labels, b.labels) })
		times := [][]map[string]string{}
		for _, seconds := range []int64{600, 1500, 2400} {
			if found, ok := labelsAt(in.Text, series, time.Unix(seconds, 0)); ok {
				times = append(times, found)
			}
		}
		return struct {
			Times [][]map[string]string `json:"times"`
		}{times}, nil
	}),
}

// engine is one as Prometheus starts it without flags; the limits are higher than those of the operations that are compared to it.
var engine = promql.NewEngine(promql.EngineOpts{
	MaxSamples:               50_000_000,
	Timeout:                  time.Minute,
	LookbackDelta:            5 * time.Minute,
	NoStepSubqueryIntervalFn: func(int64) int64 { return 60_000 },
	EnableAtModifier:         true,
	EnableNegativeOffset:     true,
	Parser:                   parser.NewParser(parser.Options{}),
})

// labelsAt is the labels of each sample at a time; not ok where the query fails there.
func labelsAt(text string, series memory, at time.Time) (found []map[string]string, ok bool) {
	query, err := engine.NewInstantQuery(context.Background(), series, nil, text, at)
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
		for _, one := range value {
			found = append(found, one.Metric.Map())
		}
	default:
		found = append(found, map[string]string{})
	}
	return found, true
}

// seriesOf is an hour of samples that depend on nothing but the labels: small numbers that go up, down or nowhere, some of
// them for a part of the time only.
func seriesOf(lset labels.Labels) held {
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
	return held{lset, samples}
}
