package prometheus

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Endpoints of the HTTP API that are asked.
const (
	seriesEndpoint = "/api/v1/series"
	queryEndpoint  = "/api/v1/query"
)

// maxQueryBytes is as much as the engine reads of an answer to a query.
const maxQueryBytes = 16 << 20

// Observer is told of each request that was made, or not made because of a back-off.
type Observer interface {
	// PrometheusRequest gets the endpoint, such as "/api/v1/query", the kind of the failure ("" for none) and how long
	// it took.
	PrometheusRequest(endpoint string, failure Kind, took time.Duration)
}

// Client asks one Prometheus. It is safe for concurrent use.
type Client struct {
	http     *http.Client
	base     *url.URL
	verb     string
	header   http.Header
	series   bounds
	query    bounds
	slots    chan struct{}
	backoff  backoff
	observer Observer
}

// bounds are what one request may cost.
type bounds struct {
	timeout time.Duration
	bytes   int64
}

// New makes a client; it does not yet ask anything.
func New(c Config, o Observer) (*Client, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	base, err := c.baseURL()
	if err != nil {
		return nil, err
	}
	way, err := newTransport(c)
	if err != nil {
		return nil, err
	}
	return &Client{
		http:     &http.Client{Transport: way},
		base:     base,
		verb:     c.Verb,
		header:   c.header(),
		series:   bounds{c.SeriesTimeout, c.MaxResponseBytes},
		query:    bounds{c.Timeout, min(c.MaxResponseBytes, maxQueryBytes)},
		slots:    make(chan struct{}, c.MaxConcurrency),
		backoff:  backoff{max: c.MaxBackoff},
		observer: o,
	}, nil
}

// Series gives the bytes of an answer of /api/v1/series. `start` is in Unix seconds; an empty one is not sent.
func (c *Client) Series(ctx context.Context, match, start string) ([]byte, error) {
	values := url.Values{"match[]": {match}}
	if start != "" {
		values.Set("start", start)
	}
	return c.ask(ctx, seriesEndpoint, values, c.series)
}

// Query gives the bytes of an answer of /api/v1/query at a time.
func (c *Client) Query(ctx context.Context, promql string, at time.Time) ([]byte, error) {
	return c.ask(ctx, queryEndpoint, url.Values{"query": {promql}, "time": {unixSeconds(at)}}, c.query)
}

func (c *Client) ask(ctx context.Context, endpoint string, values url.Values, within bounds) ([]byte, error) {
	start := time.Now()
	body, failure := c.attempt(ctx, endpoint, values, within)
	if failure == nil {
		c.observer.PrometheusRequest(endpoint, "", time.Since(start))
		return body, nil
	}
	c.observer.PrometheusRequest(endpoint, failure.Kind, time.Since(start))
	return nil, failure
}

func (c *Client) attempt(ctx context.Context, endpoint string, values url.Values, within bounds) ([]byte, *Error) {
	if failure := c.backoff.allow(time.Now()); failure != nil {
		return nil, failure
	}
	ctx, cancel := context.WithTimeout(ctx, within.timeout)
	defer cancel()
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		failure := transportError(ctx.Err())
		if failure.Kind == Timeout {
			failure.Message = "all requests of --prometheus-max-concurrency were in use for too long"
		}
		return nil, failure
	}
	body, failure := c.send(ctx, endpoint, values, within)
	c.backoff.done(time.Now(), failure)
	return body, failure
}

func (c *Client) send(ctx context.Context, endpoint string, values url.Values, within bounds) ([]byte, *Error) {
	request, err := c.request(ctx, endpoint, values)
	if err != nil {
		return nil, &Error{Kind: Unexpected, Message: "the request to Prometheus cannot be made", Cause: err}
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, transportError(err)
	}
	defer response.Body.Close()
	return readAnswer(response, within.bytes)
}

func (c *Client) request(ctx context.Context, endpoint string, values url.Values) (*http.Request, error) {
	to := c.base.JoinPath(endpoint)
	for name, given := range c.base.Query() {
		values[name] = append(values[name], given...)
	}
	to.RawQuery = ""
	encoded := values.Encode()
	var request *http.Request
	var err error
	if c.verb == http.MethodPost {
		request, err = http.NewRequestWithContext(ctx, c.verb, to.String(), strings.NewReader(encoded))
	} else {
		to.RawQuery = encoded
		request, err = http.NewRequestWithContext(ctx, c.verb, to.String(), nil)
	}
	if err != nil {
		return nil, err
	}
	for name, values := range c.header {
		request.Header[name] = values
	}
	if host := c.header.Get("Host"); host != "" {
		request.Host = host
	}
	if c.verb == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return request, nil
}

func transportError(err error) *Error {
	var network net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return &Error{Kind: Canceled, Message: "the request was given up by its caller", Cause: err}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return &Error{Kind: Timeout, Message: "Prometheus did not answer in time", Cause: err}
	}
	return &Error{Kind: Unreachable, Message: "Prometheus cannot be reached", Cause: err}
}

func unixSeconds(t time.Time) string {
	return strconv.FormatFloat(float64(t.UnixMilli())/1000, 'f', -1, 64)
}
