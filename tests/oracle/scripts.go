package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/promql/parser"
)

// scripts answers oracle.promqltestScripts with the texts of the engine's own tests, by the names of their files, and
// promql.parseSeries with a line of the notation that they and promtool load series in.
var scripts = protocol.Operations{
	"oracle.promqltestScripts": func(json.RawMessage) (any, error) {
		folder, err := sourceOf("github.com/prometheus/prometheus")
		if err != nil {
			return nil, protocol.Refusal{Code: "request.source", Err: err}
		}
		files, err := filepath.Glob(filepath.Join(folder, "promql", "promqltest", "testdata", "*.test"))
		if err != nil || len(files) == 0 {
			return nil, protocol.Refusal{Code: "request.source", Err: errors.New("no scripts in " + folder)}
		}
		texts := map[string]string{}
		for _, path := range files {
			text, err := os.ReadFile(path)
			if err != nil {
				return nil, protocol.Refusal{Code: "request.source", Err: err}
			}
			texts[filepath.Base(path)] = string(text)
		}
		return struct {
			Scripts map[string]string `json:"scripts"`
		}{texts}, nil
	},
	"promql.parseSeries": protocol.Of(func(in struct{ Text string }) (any, error) {
		metric, sequence, err := parser.NewParser(parser.Options{}).ParseSeriesDesc(in.Text)
		if err != nil {
			return nil, err
		}
		// Of each place the value; "" where there is none, and "histogram" for one that is no number.
		values := []string{}
		for _, one := range sequence {
			switch {
			case one.Omitted:
				values = append(values, "")
			case one.Histogram != nil:
				values = append(values, "histogram")
			case value.IsStaleNaN(one.Value):
				values = append(values, "stale")
			default:
				values = append(values, timedOf(0, one.Value).value)
			}
		}
		return struct {
			Metric map[string]string `json:"metric"`
			Values []string          `json:"values"`
		}{metric.Map(), values}, nil
	}),
}
