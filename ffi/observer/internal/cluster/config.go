package cluster

import (
	"time"

	"k8s.io/client-go/rest"
)

// Config says which cluster is read, and how much of it at once.
type Config struct {
	// REST is how the API server is reached.
	REST *rest.Config
	// Namespaces are those whose HPAs are read; none stands for all.
	Namespaces []string
	// MaxConcurrentRequests is how many requests for metrics are under way at once, over all HPAs.
	MaxConcurrentRequests int
	// MaxAnswerBytes is how long an answer of a metrics API may be; a longer one counts as an error.
	MaxAnswerBytes int64
	// RequestTimeout is how long a request for a scale or for metrics may take.
	RequestTimeout time.Duration
	// Answered is told of each request for metrics once it is over: its API group, the HTTP status (0 where no answer came) and
	// how long it took. May be nil.
	Answered func(group string, status int, took time.Duration)
}
