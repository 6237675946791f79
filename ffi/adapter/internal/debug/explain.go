// Package debug tells why a metric has the value it has, or none.
package debug

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Explainer answers /debug/explain?path=, where the path is that of a request to a metrics API. It tells the rule, the
// query, what Prometheus answers and what becomes of each sample; and where the chain breaks, why. It shows queries and
// names of all namespaces: the API server's authorization stands before it, for the verb get of the path.
type Explainer struct {
	Holder     *engine.Holder
	Prometheus provider.Querier
	// Objects lists what a request of all objects is about; nil where there is no cluster.
	Objects provider.ObjectLister
	// Timeout bounds one explanation.
	Timeout time.Duration
}

// Explanation is the answer.
type Explanation struct {
	Path      string      `json:"path"`
	ListedAt  time.Time   `json:"listedAt"`
	Objects   []string    `json:"objects,omitempty"`
	Rule      string      `json:"rule,omitempty"`
	Series    string      `json:"series,omitempty"`
	PromQL    string      `json:"promql,omitempty"`
	CPU       string      `json:"cpu,omitempty"`
	Memory    string      `json:"memory,omitempty"`
	Answer    any         `json:"answer,omitempty"`
	Fates     any         `json:"fates,omitempty"`
	BrokeAt   string      `json:"brokeAt,omitempty"`
	Error     *Reason     `json:"error,omitempty"`
	RuleCount []RuleState `json:"rules"`
}

// Reason is why the chain broke.
type Reason struct {
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// RuleState is what the last relist found for a rule.
type RuleState struct {
	Rule   string `json:"rule"`
	Series int    `json:"series"`
	Error  string `json:"error,omitempty"`
}

// Steps at which the chain can break.
const (
	stepListing    = "listing of the series"
	stepObjects    = "listing of the objects"
	stepQuery      = "rule and series"
	stepPrometheus = "Prometheus answers"
	stepConversion = "conversion"
)

func (x *Explainer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		http.Error(w, "only GET is answered", http.StatusMethodNotAllowed)
		return
	}
	path := r.URL.Query().Get("path")
	if path == "" {
		http.Error(w, "give the path of a request, escaped: /debug/explain?path=/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests", http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), x.Timeout)
	defer cancel()
	w.Header().Set("Content-Type", "application/json")
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	// A client that has gone is no concern of ours.
	_ = e.Encode(x.Explain(ctx, path))
}

// Explain goes the way of a request.
func (x *Explainer) Explain(ctx context.Context, path string) *Explanation {
	e := &Explanation{Path: path}
	g, err := x.Holder.Acquire()
	if err != nil {
		return e.broke(stepListing, err)
	}
	defer g.Release()
	e.ListedAt = g.ListedAt
	for _, rule := range g.Rules {
		state := RuleState{Rule: rule.Rule, Series: rule.Series}
		if rule.Failure != nil {
			state.Error = rule.Failure.Error()
		}
		e.RuleCount = append(e.RuleCount, state)
	}
	request := counterpoise.Request{Path: path}
	if request.Objects, err = Objects(ctx, x.Objects, path); err != nil {
		return e.broke(stepObjects, err)
	}
	e.Objects = request.Objects
	q, err := g.Engine.QueryDetails(ctx, request)
	if err != nil {
		return e.broke(stepQuery, err)
	}
	e.Rule, e.Series, e.PromQL, e.CPU, e.Memory = q.Rule, q.Series, q.PromQL, q.CPU, q.Memory
	now := time.Now()
	answers, err := (&provider.Backend{Prometheus: x.Prometheus}).Ask(ctx, q.Query, now)
	if err != nil {
		return e.broke(stepPrometheus, err)
	}
	c, err := g.Engine.Convert(ctx, request, answers, now)
	if err != nil {
		return e.broke(stepConversion, err)
	}
	e.Answer, e.Fates = answerOf(c), c.Fates
	if c.Failure != nil {
		return e.broke(stepConversion, c.Failure)
	}
	return e
}

func answerOf(c *counterpoise.Conversion) any {
	switch {
	case c.Custom != nil:
		return c.Custom
	case c.External != nil:
		return c.External
	case c.Pods != nil:
		return c.Pods
	case c.Pod != nil:
		return c.Pod
	case c.Nodes != nil:
		return c.Nodes
	}
	return c.Node
}

func (e *Explanation) broke(step string, err error) *Explanation {
	e.BrokeAt = step
	e.Error = &Reason{Message: err.Error()}
	var refusal *counterpoise.Error
	var unanswered *prometheus.Error
	switch {
	case errors.As(err, &refusal):
		e.Error = &Reason{Code: refusal.Code, Message: refusal.Message, Hint: refusal.Hint}
	case errors.As(err, &unanswered):
		e.Error.Code = "prometheus." + string(unanswered.Kind)
	}
	return e
}
