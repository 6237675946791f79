package counterpoise

import (
	"context"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	custommetrics "k8s.io/metrics/pkg/apis/custom_metrics/v1beta2"
	externalmetrics "k8s.io/metrics/pkg/apis/external_metrics/v1beta1"
	resourcemetrics "k8s.io/metrics/pkg/apis/metrics/v1beta1"

	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

// Answers are the bodies of Prometheus' answers to /api/v1/query, as it sent them.
type Answers struct {
	// Response is the answer to [Query].PromQL.
	Response []byte
	// CPU and Memory are the answers to the two queries of a request for usage, instead of Response.
	CPU, Memory []byte
}

// Conversion is the API's answer to a request: of the lists and objects the one that the request asks for is set.
type Conversion struct {
	Custom   *custommetrics.MetricValueList
	External *externalmetrics.ExternalMetricValueList
	Pods     *resourcemetrics.PodMetricsList
	Pod      *resourcemetrics.PodMetrics
	Nodes    *resourcemetrics.NodeMetricsList
	Node     *resourcemetrics.NodeMetrics
	// Fates says what became of each sample, in their order; of usage first CPU's.
	Fates []SampleFate
	// Failure is why a list of usage is empty, which prometheus-adapter only logs.
	Failure *Error
}

// SampleFate is what became of one sample of Prometheus' answer.
type SampleFate struct {
	// Resource is "cpu" or "memory" where the request asks for usage.
	Resource string `json:"resource,omitempty"`
	// Labels are the sample's.
	Labels map[string]string `json:"labels"`
	// Fate is "used", "overwritten", "ignored", or in safe mode "refused".
	Fate string `json:"fate"`
	// Reason is why, where it was not used as it is.
	Reason string `json:"reason,omitempty"`
}

// Convert makes the API's answer to a request of Prometheus' answer. now is the timestamp of custom values and the creation time of
// usage; external values have their own. Mirrors what prometheus-adapter's providers do with a query's result.
func (e *Engine) Convert(ctx context.Context, r Request, a Answers, now time.Time) (*Conversion, error) {
	answer, memory := a.given(r)
	var result []byte
	err := e.use(ctx, func(engine *abi.Engine) (err error) {
		result, err = engine.Convert(r.Path, r.Objects, answer, memory, now.UnixMilli())
		return err
	})
	if err != nil {
		return nil, err
	}
	return conversion(r.Path, result)
}

// given are the answers as the ABI takes them.
func (a Answers) given(r Request) (answer, memory []byte) {
	if strings.HasPrefix(r.Path, resourceMetrics) {
		return a.CPU, a.Memory
	}
	return a.Response, nil
}

// conversion reads a result, whose list is of the kind that the path asks for.
func conversion(path string, result []byte) (*Conversion, error) {
	switch {
	case strings.HasPrefix(path, externalMetrics):
		return read(result, func(made *Conversion, list *externalmetrics.ExternalMetricValueList) { made.External = list })
	case !strings.HasPrefix(path, resourceMetrics):
		return read(result, func(made *Conversion, list *custommetrics.MetricValueList) { made.Custom = list })
	}
	// One that was asked for by its name comes alone.
	var told struct {
		List metav1.TypeMeta `json:"list"`
	}
	if err := decode(result, &told); err != nil {
		return nil, err
	}
	switch told.List.Kind {
	case "PodMetricsList":
		return read(result, func(made *Conversion, list *resourcemetrics.PodMetricsList) { made.Pods = list })
	case "PodMetrics":
		return read(result, func(made *Conversion, pod *resourcemetrics.PodMetrics) { made.Pod = pod })
	case "NodeMetricsList":
		return read(result, func(made *Conversion, list *resourcemetrics.NodeMetricsList) { made.Nodes = list })
	default:
		return read(result, func(made *Conversion, node *resourcemetrics.NodeMetrics) { made.Node = node })
	}
}

func read[T any](result []byte, set func(*Conversion, *T)) (*Conversion, error) {
	var told struct {
		List    T            `json:"list"`
		Fates   []SampleFate `json:"fates"`
		Failure *Error       `json:"failure"`
	}
	if err := decode(result, &told); err != nil {
		return nil, err
	}
	made := &Conversion{Fates: told.Fates, Failure: told.Failure}
	set(made, &told.List)
	return made, nil
}

// Value is one value of a metric, without the API's object around it.
type Value struct {
	// Object is the place of the object among the request's Objects; of an external metric that of the sample in the answer.
	Object int
	// Milli is the value in milli-units, rounded up.
	Milli int64
	// Timestamp is when it was taken.
	Timestamp time.Time
	// Window is how long it was measured over; 0 where nothing tells.
	Window time.Duration
}

// Usage says which usage is meant, where a request asks for usage.
type Usage uint32

const (
	// CPU is cores.
	CPU Usage = abi.CPU
	// Memory is bytes.
	Memory Usage = abi.Memory
)

// Values are the values that [Engine.Convert] gives, without JSON on the way, in the order of its list. of is looked at only where the request asks for usage.
func (e *Engine) Values(ctx context.Context, r Request, a Answers, of Usage, now time.Time) ([]Value, error) {
	answer, memory := a.given(r)
	which := uint32(abi.Metric)
	if strings.HasPrefix(r.Path, resourceMetrics) {
		which = uint32(of)
	}
	var values []Value
	err := e.use(ctx, func(engine *abi.Engine) error {
		flat, err := engine.Values(nil, r.Path, r.Objects, which, answer, memory, now.UnixMilli())
		values = make([]Value, len(flat))
		for place, value := range flat {
			values[place] = Value{
				Object:    int(value.Object),
				Milli:     value.Milli,
				Timestamp: time.UnixMilli(value.TimestampMS).UTC(),
				Window:    time.Duration(value.WindowMS) * time.Millisecond,
			}
		}
		return err
	})
	return values, err
}
