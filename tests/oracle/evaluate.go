package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
)

// evaluations answers promql.evaluate. The times of a request are whole milliseconds, as the engine counts.
var evaluations = protocol.Operations{
	"promql.evaluate": protocol.Of(func(in question) (any, error) {
		series, err := in.memory()
		if err != nil {
			return nil, protocol.Refusal{Code: "request.series", Err: err}
		}
		query, err := in.query(series)
		if err != nil {
			return nil, err
		}
		defer query.Close()
		result := query.Exec(context.Background())
		if result.Err != nil {
			return nil, result.Err
		}
		return rendered(result.Value)
	}),
}

// question is the input of the operation, as far as it is asked here: series are objects.
type question struct {
	Query  string
	Series []struct {
		Metric map[string]string
		Values []timed
	}
	Time, Start, End *moment
	Step             string
}

func (q question) memory() (memory, error) {
	series := memory{}
	for _, one := range q.Series {
		made := held{labels: labels.FromMap(one.Metric)}
		for _, at := range one.Values {
			number, err := at.number()
			if err != nil {
				return nil, err
			}
			made.samples = append(made.samples, sample{at.millis, number})
		}
		series = append(series, made)
	}
	return series, nil
}

func (q question) query(series memory) (promql.Query, error) {
	if q.Time != nil {
		return engine.NewInstantQuery(context.Background(), series, nil, q.Query, q.Time.time())
	}
	if q.Start == nil || q.End == nil {
		return nil, protocol.Refusal{Code: "request.missing-field", Err: fmt.Errorf("neither time nor start and end")}
	}
	step, err := time.ParseDuration(q.Step)
	if seconds, failed := strconv.ParseFloat(q.Step, 64); failed == nil {
		step, err = time.Duration(seconds*float64(time.Second)), nil
	}
	if err != nil {
		return nil, protocol.Refusal{Code: "request.type", Err: err}
	}
	// The API looks at these before it asks the engine.
	if q.End.time().Before(q.Start.time()) {
		return nil, fmt.Errorf("end timestamp must not be before start time")
	}
	if step <= 0 {
		return nil, fmt.Errorf("zero or negative query resolution step widths are not accepted")
	}
	return engine.NewRangeQuery(context.Background(), series, nil, q.Query, q.Start.time(), q.End.time(), step)
}

// moment is a time: seconds since 1970 or RFC 3339.
type moment int64

func (m moment) time() time.Time { return time.UnixMilli(int64(m)) }

func (m *moment) UnmarshalJSON(text []byte) error {
	var written time.Time
	if err := json.Unmarshal(text, &written); err == nil {
		*m = moment(written.UnixMilli())
		return nil
	}
	var seconds float64
	if err := json.Unmarshal(text, &seconds); err != nil {
		return err
	}
	*m = moment(math.Round(seconds * 1000))
	return nil
}

// timed is a time and a value, as the API writes them; the value of a sample that says that its series ended is "stale".
type timed struct {
	millis int64
	value  string
}

func timedOf(millis int64, number float64) timed {
	format := byte('f')
	if size := math.Abs(number); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	return timed{millis, strconv.FormatFloat(number, format, -1, 64)}
}

func (t timed) number() (float64, error) {
	if t.value == "stale" {
		return math.Float64frombits(value.StaleNaN), nil
	}
	return strconv.ParseFloat(t.value, 64)
}

func (t timed) MarshalJSON() ([]byte, error) {
	return json.Marshal([2]any{float64(t.millis) / 1000, t.value})
}

func (t *timed) UnmarshalJSON(text []byte) error {
	var at moment
	if err := json.Unmarshal(text, &[2]any{&at, &t.value}); err != nil {
		return err
	}
	t.millis = int64(at)
	return nil
}

type vectorSample struct {
	Metric map[string]string `json:"metric"`
	Value  timed             `json:"value"`
}

type matrixSeries struct {
	Metric map[string]string `json:"metric"`
	Values []timed           `json:"values"`
}

type answer struct {
	ResultType parser.ValueType `json:"resultType"`
	Result     any              `json:"result"`
}

// rendered is a value as the API answers it.
func rendered(result parser.Value) (answer, error) {
	given := answer{ResultType: result.Type()}
	switch result := result.(type) {
	case promql.Scalar:
		// Unlike a sample, one never has an exponent.
		given.Result = timed{result.T, strconv.FormatFloat(result.V, 'f', -1, 64)}
	case promql.String:
		given.Result = timed{result.T, result.V}
	case promql.Vector:
		samples := []vectorSample{}
		for _, one := range result {
			samples = append(samples, vectorSample{one.Metric.Map(), timedOf(one.T, one.F)})
		}
		given.Result = samples
	case promql.Matrix:
		series := []matrixSeries{}
		for _, one := range result {
			values := []timed{}
			for _, point := range one.Floats {
				values = append(values, timedOf(point.T, point.F))
			}
			series = append(series, matrixSeries{one.Metric.Map(), values})
		}
		given.Result = series
	default:
		return answer{}, fmt.Errorf("a result of type %T", result)
	}
	return given, nil
}
