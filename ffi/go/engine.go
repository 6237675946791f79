package counterpoise

import (
	"context"
	"runtime"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

// Compat says whose behaviour is wanted where prometheus-adapter's is known to hurt: docs/compatibility.md.
type Compat string

const (
	// Upstream is prometheus-adapter's behaviour, as is the empty Compat.
	Upstream Compat = "upstream"
	// Safe is the behaviour with all that is known to hurt mended.
	Safe Compat = "safe"
)

// Config is what an engine is made of.
type Config struct {
	// Rules is the configuration: the adapter's file, a ConfigMap that holds it, or Helm values; YAML or JSON.
	Rules []byte
	// Series are the series that Prometheus has, in any number of pieces: answers of /api/v1/series, JSON arrays of label sets, or
	// /metrics pages.
	Series [][]byte
	// Resources are the cluster's, as its discovery lists them; without them Kubernetes' own serve.
	Resources []*metav1.APIResourceList
	// Compat says whose behaviour is wanted.
	Compat Compat
	// MaxSeriesBytes is what all series may have together, as texts; 0 is no limit.
	MaxSeriesBytes int
	// Pause, if it is not nil, is called again and again while the engine is made, by the goroutine that makes it: with the
	// WebAssembly module after less than a millisecond of work each time, with the C library after each of the series. A host
	// that answers requests meanwhile rests there, so that making an engine takes a share of a processor only.
	Pause func()
}

// Engine is a compiled configuration with the API metrics that it makes of the series. It does not change once it is made, and may be
// used by many goroutines at once.
type Engine struct {
	held    *held
	cleanup runtime.Cleanup
}

// held is the handle of the ABI, and who may use it: calls share it, and closing waits for them.
type held struct {
	mu     sync.RWMutex
	engine *abi.Engine
}

func newEngine(engine *abi.Engine) *Engine {
	e := &Engine{held: &held{engine: engine}}
	// A net for those who forget to close.
	e.cleanup = runtime.AddCleanup(e, (*held).close, e.held)
	return e
}

// New makes an engine: [NewBuilder], [Builder.AddSeries] for each of the series, and [Builder.Build].
func New(ctx context.Context, c Config) (*Engine, error) {
	b, err := NewBuilder(ctx, c)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return b.Build()
}

// Close frees the engine, once the calls that run have ended. Later ones get ErrClosed.
func (e *Engine) Close() error {
	e.cleanup.Stop()
	e.held.close()
	return nil
}

func (h *held) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.engine != nil {
		h.engine.Close()
		h.engine = nil
	}
}

// use calls with the handle, which is not freed meanwhile.
func (e *Engine) use(ctx context.Context, with func(engine *abi.Engine) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	e.held.mu.RLock()
	defer e.held.mu.RUnlock()
	if e.held.engine == nil {
		return ErrClosed
	}
	return failure(with(e.held.engine))
}

// Call runs any operation of docs/operations.md as [Call] does, with the engine's configuration, series and resources: the input
// leaves them out.
func (e *Engine) Call(ctx context.Context, op string, in, out any) error {
	return call(ctx, in, out, func(input []byte) (result []byte, err error) {
		err = e.use(ctx, func(engine *abi.Engine) error {
			result, err = engine.Call(op, input)
			return err
		})
		return result, err
	})
}

// Metrics is what discovery says of a group, "custom.metrics.k8s.io" or "external.metrics.k8s.io": its metrics, sorted. An empty version
// is the newest.
func (e *Engine) Metrics(ctx context.Context, group, version string) (*metav1.APIResourceList, error) {
	input := struct {
		Group   string `json:"group,omitempty"`
		Version string `json:"version,omitempty"`
	}{group, version}
	var result struct {
		List metav1.APIResourceList `json:"list"`
	}
	if err := e.Call(ctx, "metrics.list", input, &result); err != nil {
		return nil, err
	}
	return &result.List, nil
}

// SeriesRequests is what to ask Prometheus for, to learn which series there are: for the engine that follows this one.
func (e *Engine) SeriesRequests(ctx context.Context, o SeriesOptions) (requests []SeriesRequest, err error) {
	err = e.use(ctx, func(engine *abi.Engine) error {
		requests, err = seriesRequests(o, engine.Requests)
		return err
	})
	return requests, err
}
