// Package engine holds the engine that serves, and makes the next one: from the configuration file, the cluster's
// resources and the series that Prometheus has.
package engine

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/klog/v2"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/provider"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Generation is an engine with what it lists. It lives until it is replaced and its last user has released it.
type Generation struct {
	// Engine translates.
	Engine *counterpoise.Engine
	// Custom and External are the metrics that the two APIs list.
	Custom   []provider.CustomMetricInfo
	External []provider.ExternalMetricInfo
	// Usage tells whether the configuration has resourceRules.
	Usage bool
	// ListedAt is when Prometheus was asked for its series.
	ListedAt time.Time
	// Rules are counts by rule, such as "rules[0]".
	Rules []RuleCount

	users atomic.Int64
	// rules are the rules of metrics that were asked for, by the metric.
	rules sync.Map
}

// RuleOf gives the rule that answers for a metric, "" where that is not known. A key names the metric, whatever object and
// labels a request asks for, since all requests of one metric have one rule.
func (g *Generation) RuleOf(ctx context.Context, key any, r counterpoise.Request) string {
	if rule, ok := g.rules.Load(key); ok {
		return rule.(string)
	}
	details, err := g.Engine.QueryDetails(ctx, r)
	if err != nil {
		return ""
	}
	g.rules.Store(key, details.Rule)
	return details.Rule
}

// RuleCount is how many series Prometheus has for a rule.
type RuleCount struct {
	Rule   string
	Series int
	// Failure is why the rule gives no metric (--compat safe): it cannot be compiled, or Prometheus refuses its seriesQuery.
	Failure error
}

// Release ends one use of the generation.
func (g *Generation) Release() {
	if g.users.Add(-1) == 0 {
		if err := g.Engine.Close(); err != nil {
			klog.ErrorS(err, "An engine that was replaced cannot be closed")
		}
	}
}

// acquire begins a use, unless the generation is already closed.
func (g *Generation) acquire() bool {
	for {
		n := g.users.Load()
		if n == 0 {
			return false
		}
		if g.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// ErrNoListing is given before Prometheus has been asked for its series once.
var ErrNoListing = errors.New("the series of Prometheus are not listed yet")

// Holder holds the generation that serves. Readers never wait for one that is being made.
type Holder struct {
	current atomic.Pointer[Generation]
}

// Acquire gives the generation that serves; the caller releases it.
func (h *Holder) Acquire() (*Generation, error) {
	for {
		g := h.current.Load()
		if g == nil {
			return nil, ErrNoListing
		}
		if g.acquire() {
			return g, nil
		}
		// It was replaced and closed in between: the next load gives its successor.
	}
}

// Replace makes a generation the one that serves. The one before is closed when its last user is done.
func (h *Holder) Replace(g *Generation) {
	if g != nil {
		g.users.Store(1)
	}
	if old := h.current.Swap(g); old != nil {
		old.Release()
	}
}

// Listed gives what is listed now, which may be nothing; the engine of the answer must not be used.
func (h *Holder) Listed() *Generation { return h.current.Load() }

func customInfos(list *metav1.APIResourceList) []provider.CustomMetricInfo {
	infos := make([]provider.CustomMetricInfo, 0, len(list.APIResources))
	for _, r := range list.APIResources {
		resource, metric, ok := strings.Cut(r.Name, "/")
		if !ok {
			continue
		}
		infos = append(infos, provider.CustomMetricInfo{
			GroupResource: schema.ParseGroupResource(resource),
			Namespaced:    r.Namespaced,
			Metric:        metric,
		})
	}
	return infos
}

func externalInfos(list *metav1.APIResourceList) []provider.ExternalMetricInfo {
	infos := make([]provider.ExternalMetricInfo, 0, len(list.APIResources))
	for _, r := range list.APIResources {
		infos = append(infos, provider.ExternalMetricInfo{Metric: r.Name})
	}
	return infos
}
