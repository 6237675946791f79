package counterpoise

import (
	"context"
	"strings"

	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

// Query is what to ask Prometheus.
type Query struct {
	// PromQL is the query of a custom or external metric.
	PromQL string
	// CPU and Memory are the two queries of a request for usage, instead of PromQL.
	CPU, Memory string
}

// What the paths of requests start with.
const (
	resourceMetrics = "/apis/metrics.k8s.io/"
	externalMetrics = "/apis/external.metrics.k8s.io/"
)

// Query looks a request up in the rules and writes its query. Mirrors prometheus-adapter's SeriesRegistry.QueryForMetric and its
// external and resource counterparts. The error "metrics.not-found" says in its hint which step loses the metric.
func (e *Engine) Query(ctx context.Context, r Request) (query Query, err error) {
	err = e.use(ctx, func(engine *abi.Engine) error {
		if !strings.HasPrefix(r.Path, resourceMetrics) {
			query.PromQL, err = engine.Query(r.Path, r.Objects, abi.Metric)
			return err
		}
		if query.CPU, err = engine.Query(r.Path, r.Objects, abi.CPU); err != nil {
			return err
		}
		query.Memory, err = engine.Query(r.Path, r.Objects, abi.Memory)
		return err
	})
	return query, err
}

// QueryDetails is a query with where it comes from.
type QueryDetails struct {
	Query
	// Rule is the rule's path in the configuration: "rules[0]", "externalRules[1]", "resourceRules.cpu".
	Rule string
	// Series is the series that the rule makes the metric of.
	Series string
	// Resource is the resource that the metric describes, its group after a dot.
	Resource string
	// Namespace is the namespace that is asked for.
	Namespace string
	// Labels are the labels that the query matches, with their values; several values are joined by bars.
	Labels map[string]string
}

// QueryDetails is as [Engine.Query], with where the query comes from, for a little more time.
func (e *Engine) QueryDetails(ctx context.Context, r Request) (*QueryDetails, error) {
	var told struct {
		PromQL  string `json:"promql"`
		Queries struct {
			CPU    string `json:"cpu"`
			Memory string `json:"memory"`
		} `json:"queries"`
		Rule      string            `json:"rule"`
		Series    string            `json:"series"`
		Resource  string            `json:"resource"`
		Namespace string            `json:"namespace"`
		Labels    map[string]string `json:"labels"`
	}
	input := struct {
		Request string   `json:"request"`
		Objects []string `json:"objects,omitempty"`
	}{r.Path, r.Objects}
	if err := e.Call(ctx, "metrics.query", input, &told); err != nil {
		return nil, err
	}
	return &QueryDetails{
		Query: Query{PromQL: told.PromQL, CPU: told.Queries.CPU, Memory: told.Queries.Memory},
		Rule:  told.Rule, Series: told.Series, Resource: told.Resource, Namespace: told.Namespace, Labels: told.Labels,
	}, nil
}
