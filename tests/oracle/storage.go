package main

import (
	"context"
	"slices"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
	"github.com/prometheus/prometheus/util/annotations"
)

// memory is some series as a storage that is queried.
type memory []held

// held is one series; its samples are in order of time.
type held struct {
	labels  labels.Labels
	samples []chunks.Sample
}

func (memory memory) Querier(int64, int64) (storage.Querier, error) { return memory, nil }

// Select gives series in the order in which they are held unless it is asked to sort them, and no sample that the hints do not
// ask for: a series without any is left out, as a database leaves it out.
func (memory memory) Select(_ context.Context, sorted bool, hints *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	selected := &selection{at: -1}
	for _, one := range memory {
		if slices.ContainsFunc(matchers, func(m *labels.Matcher) bool { return !m.Matches(one.labels.Get(m.Name)) }) {
			continue
		}
		later := func(s chunks.Sample, at int64) int {
			if s.T() < at {
				return -1
			}
			return 1
		}
		from, _ := slices.BinarySearchFunc(one.samples, hints.Start, later)
		to, _ := slices.BinarySearchFunc(one.samples, hints.End+1, later)
		if from < to {
			selected.series = append(selected.series, storage.NewListSeries(one.labels, one.samples[from:to]))
		}
	}
	if sorted {
		slices.SortFunc(selected.series, func(a, b storage.Series) int { return labels.Compare(a.Labels(), b.Labels()) })
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
