// Package provider answers requests of the custom, external and resource metrics APIs: the engine makes the query and
// reads the answer, Prometheus is asked in between.
package provider

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Querier asks Prometheus.
type Querier interface {
	// Query gives the bytes of an answer of /api/v1/query at a time.
	Query(ctx context.Context, promql string, at time.Time) ([]byte, error)
}

// ObjectLister lists the objects that a request of all (`*`) is about.
type ObjectLister interface {
	// Names gives the names of the objects of a resource that a selector picks.
	Names(ctx context.Context, namespace string, resource schema.GroupResource, selector labels.Selector) ([]string, error)
}

// Observer is told of each request that was answered.
type Observer interface {
	// Answered gets the API's group, the rule ("" where none was found), and the error.
	Answered(group, rule string, err error)
}

// Groups of the metrics APIs.
const (
	CustomGroup   = "custom.metrics.k8s.io"
	ExternalGroup = "external.metrics.k8s.io"
	UsageGroup    = "metrics.k8s.io"
)

// Backend is what the providers share.
type Backend struct {
	Holder     *engine.Holder
	Prometheus Querier
	Objects    ObjectLister
	Observer   Observer
}

// Answer takes a request through the chain: query, Prometheus, conversion. It gives the rule as far as one was found. `metric`
// names what is asked for, as [engine.Generation.RuleOf] takes it.
func (b *Backend) Answer(ctx context.Context, metric any, r counterpoise.Request) (*counterpoise.Conversion, string, error) {
	g, err := b.Holder.Acquire()
	if err != nil {
		return nil, "", err
	}
	defer g.Release()
	q, err := g.Engine.Query(ctx, r)
	if err != nil {
		return nil, "", err
	}
	rule := g.RuleOf(ctx, metric, r)
	now := time.Now()
	answers, err := b.Ask(ctx, q, now)
	if err != nil {
		return nil, rule, err
	}
	c, err := g.Engine.Convert(ctx, r, answers, now)
	return c, rule, err
}

// Ask sends the query, or the two of a request for usage at once.
func (b *Backend) Ask(ctx context.Context, q counterpoise.Query, at time.Time) (counterpoise.Answers, error) {
	if q.CPU == "" && q.Memory == "" {
		body, err := b.Prometheus.Query(ctx, q.PromQL, at)
		return counterpoise.Answers{Response: body}, err
	}
	var cpuErr error
	var a counterpoise.Answers
	done := make(chan struct{})
	go func() {
		defer close(done)
		a.CPU, cpuErr = b.Prometheus.Query(ctx, q.CPU, at)
	}()
	memory, err := b.Prometheus.Query(ctx, q.Memory, at)
	<-done
	a.Memory = memory
	if cpuErr != nil {
		err = cpuErr
	}
	return a, err
}
