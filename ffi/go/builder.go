package counterpoise

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

// Builder makes an engine of series that come in pieces, so that their texts need not be held all at once. It is for one goroutine
// at a time.
type Builder struct {
	builder *abi.Builder
	cleanup runtime.Cleanup
}

// NewBuilder reads a configuration. What its rules say wrongly is an error of [Builder.SeriesRequests] and [Builder.Build].
func NewBuilder(ctx context.Context, c Config) (*Builder, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	builder, err := abi.NewBuilder()
	if err != nil {
		return nil, failure(err)
	}
	if err := configure(builder, c); err != nil {
		builder.Close()
		return nil, failure(err)
	}
	b := &Builder{builder: builder}
	b.cleanup = runtime.AddCleanup(b, (*abi.Builder).Close, builder)
	return b, nil
}

func configure(b *abi.Builder, c Config) error {
	b.Pause(c.Pause)
	if c.Compat != "" {
		if err := b.Compat(string(c.Compat)); err != nil {
			return err
		}
	}
	if c.Resources != nil {
		resources, err := json.Marshal(c.Resources)
		if err != nil {
			return fmt.Errorf("counterpoise: the resources cannot be marshalled: %w", err)
		}
		if err := b.Resources(resources); err != nil {
			return err
		}
	}
	if c.MaxSeriesBytes > 0 {
		if err := b.SeriesLimit(c.MaxSeriesBytes); err != nil {
			return err
		}
	}
	if err := b.Config(c.Rules); err != nil {
		return err
	}
	for _, series := range c.Series {
		if err := b.Series(series); err != nil {
			return err
		}
	}
	return nil
}

// AddSeries gives series: an answer of /api/v1/series as Prometheus sent it, or any other of the forms of [Config]. Its text is not
// kept.
func (b *Builder) AddSeries(answer []byte) error {
	// The handle is freed once nobody holds b, which may be while it is used here.
	defer runtime.KeepAlive(b)
	if b.builder == nil {
		return ErrClosed
	}
	return failure(b.builder.Series(answer))
}

// Build makes the engine. The builder is used up, whether or not that succeeds.
func (b *Builder) Build() (*Engine, error) {
	if b.builder == nil {
		return nil, ErrClosed
	}
	builder := b.builder
	b.builder = nil
	b.cleanup.Stop()
	engine, err := builder.Finish()
	if err != nil {
		return nil, failure(err)
	}
	return newEngine(engine), nil
}

// Close gives up a builder that was not used up; otherwise it does nothing.
func (b *Builder) Close() error {
	if b.builder != nil {
		b.cleanup.Stop()
		b.builder.Close()
		b.builder = nil
	}
	return nil
}

// SeriesOptions says how old the series may be.
type SeriesOptions struct {
	// Now is the time of asking; zero asks for series of any age that Prometheus allows.
	Now time.Time
	// MaxAge is how long before that a series may have ended; 0 is upstream's default.
	MaxAge time.Duration
}

// SeriesRequest is one request to Prometheus' /api/v1/series, for every rule that has its seriesQuery.
type SeriesRequest struct {
	// Match is match[]: the rules' seriesQuery.
	Match string `json:"match"`
	// Start is start, in Unix seconds; empty for none.
	Start string `json:"start,omitempty"`
	// Path is the path with its query: "/api/v1/series?match%5B%5D=…".
	Path string `json:"path"`
	// Rules are the rules that the answer is for.
	Rules []SeriesOfRule `json:"rules"`
}

// SeriesOfRule is what a rule takes of the answer.
type SeriesOfRule struct {
	// Rule is its path in the configuration: "rules[0]".
	Rule string `json:"rule"`
	// Filters are what the names of the series must pass.
	Filters []SeriesFilter `json:"filters"`
}

// SeriesFilter is a pattern of Go's regular expressions that a name must match, Is, or must not, IsNot.
type SeriesFilter struct {
	Is    string `json:"is,omitempty"`
	IsNot string `json:"isNot,omitempty"`
}

// SeriesRequests is what to ask Prometheus for, to learn which series there are.
func (b *Builder) SeriesRequests(o SeriesOptions) ([]SeriesRequest, error) {
	// The handle is freed once nobody holds b, which may be while it is used here.
	defer runtime.KeepAlive(b)
	if b.builder == nil {
		return nil, ErrClosed
	}
	requests, err := seriesRequests(o, b.builder.Requests)
	return requests, failure(err)
}

func seriesRequests(o SeriesOptions, ask func(options []byte) ([]byte, error)) ([]SeriesRequest, error) {
	options := struct {
		Now    string `json:"now,omitempty"`
		MaxAge string `json:"maxAge,omitempty"`
	}{}
	if !o.Now.IsZero() {
		options.Now = o.Now.UTC().Format(time.RFC3339Nano)
		if o.MaxAge != 0 {
			options.MaxAge = o.MaxAge.String()
		}
	}
	input, err := json.Marshal(options)
	if err != nil {
		return nil, err
	}
	told, err := ask(input)
	if err != nil {
		return nil, err
	}
	var result struct {
		Requests []SeriesRequest `json:"requests"`
	}
	err = decode(told, &result)
	return result.Requests, err
}
