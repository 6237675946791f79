// Package prometheus asks a Prometheus for series and instant queries. It bounds what an answer may weigh, how many
// requests run at once and how often one that is down is asked, and hands the bytes on as they came.
package prometheus

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Config says where Prometheus is, how to prove who asks, and what a request may cost.
type Config struct {
	// URL is where the HTTP API begins; its path is put before /api/v1.
	URL string
	// Verb is GET or POST.
	Verb string
	// Headers are sent with every request, each `name=value`.
	Headers []string
	// CAFile holds the certificates that Prometheus' own is checked with; without it the system's serve.
	CAFile string
	// CertFile and KeyFile are the client's certificate, read anew for each connection.
	CertFile, KeyFile string
	// TokenFile holds a bearer token, read anew for each request.
	TokenFile string
	// AuthInCluster proves who asks with the service account of the pod.
	AuthInCluster bool
	// AuthConfig is a kubeconfig that holds the credentials for Prometheus.
	AuthConfig string
	// Timeout bounds one query, from the wait for a free slot to the last byte of the answer.
	Timeout time.Duration
	// SeriesTimeout does so for one request for series.
	SeriesTimeout time.Duration
	// MaxConcurrency bounds how many requests run at once.
	MaxConcurrency int
	// MaxResponseBytes bounds an answer, after decompression; one to a query is bounded by what the engine reads, too.
	MaxResponseBytes int64
	// MaxBackoff is the longest time for which a Prometheus that is down is left alone.
	MaxBackoff time.Duration
}

// Defaults are the values of the flags that are not given.
func Defaults() Config {
	return Config{
		URL:              "https://localhost",
		Verb:             http.MethodGet,
		Timeout:          30 * time.Second,
		SeriesTimeout:    2 * time.Minute,
		MaxConcurrency:   32,
		MaxResponseBytes: 64 << 20,
		MaxBackoff:       10 * time.Second,
	}
}

// Validate says what of the configuration cannot be used.
func (c Config) Validate() error {
	var errs []error
	if _, err := c.baseURL(); err != nil {
		errs = append(errs, err)
	}
	if c.Verb != http.MethodGet && c.Verb != http.MethodPost {
		errs = append(errs, fmt.Errorf("--prometheus-verb is %q; it can be GET or POST", c.Verb))
	}
	if c.AuthInCluster && c.AuthConfig != "" {
		errs = append(errs, errors.New("--prometheus-auth-incluster and --prometheus-auth-config exclude each other"))
	}
	if (c.CertFile == "") != (c.KeyFile == "") {
		errs = append(errs, errors.New("--prometheus-client-tls-cert-file and --prometheus-client-tls-key-file need each other"))
	}
	if c.Timeout <= 0 {
		errs = append(errs, errors.New("--prometheus-timeout must be positive"))
	}
	if c.SeriesTimeout <= 0 {
		errs = append(errs, errors.New("--metrics-relist-timeout must be positive"))
	}
	if c.MaxConcurrency < 1 {
		errs = append(errs, errors.New("--prometheus-max-concurrency must be at least 1"))
	}
	if c.MaxResponseBytes < 1 {
		errs = append(errs, errors.New("--prometheus-max-response-bytes must be at least 1"))
	}
	if c.MaxBackoff < 0 {
		errs = append(errs, errors.New("--prometheus-max-backoff must not be negative"))
	}
	for _, h := range c.Headers {
		if name, _, _ := strings.Cut(h, "="); strings.TrimSpace(name) == "" {
			errs = append(errs, fmt.Errorf("--prometheus-header %q has no name; write name=value", h))
		}
	}
	return errors.Join(errs...)
}

func (c Config) baseURL() (*url.URL, error) {
	u, err := url.Parse(c.URL)
	if err != nil {
		return nil, fmt.Errorf("--prometheus-url: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("--prometheus-url %q is no URL of a server; write http://prometheus.monitoring:9090", u.Redacted())
	}
	return u, nil
}

func (c Config) header() http.Header {
	h := make(http.Header, len(c.Headers))
	for _, line := range c.Headers {
		name, value, _ := strings.Cut(line, "=")
		h.Add(name, value)
	}
	return h
}
