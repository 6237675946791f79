package prometheus

import (
	"errors"
	"fmt"
	"time"
)

// Kind tells what kept Prometheus from answering.
type Kind string

const (
	// Unreachable: no connection, or one that broke.
	Unreachable Kind = "unreachable"
	// Timeout: no answer within the time that a request has.
	Timeout Kind = "timeout"
	// Unavailable: Prometheus, or what stands before it, says that it cannot answer now (429, 5xx).
	Unavailable Kind = "unavailable"
	// BackingOff: it was down a moment ago and is left alone for a while.
	BackingOff Kind = "backing_off"
	// Refused: it understood the request and refused it, such as a query that is no PromQL.
	Refused Kind = "refused"
	// Unexpected: the answer is not one of Prometheus' HTTP API.
	Unexpected Kind = "unexpected"
	// Truncated: the answer ends in the middle.
	Truncated Kind = "truncated"
	// TooLarge: the answer is larger than --prometheus-max-response-bytes.
	TooLarge Kind = "too_large"
	// Canceled: the caller went away.
	Canceled Kind = "canceled"
)

// Error is why there is no answer. Its text names no address, so that it can be shown to whoever asks for a metric.
type Error struct {
	Kind Kind
	// Status is the HTTP status; 0 where there was none.
	Status int
	// Message is a sentence without its end.
	Message string
	// Cause is what the transport said; it may hold addresses and is for logs.
	Cause error
	// retryAfter is what the answer asked for.
	retryAfter time.Duration
}

func (e *Error) Error() string { return e.Message }

// Unwrap gives the transport's error.
func (e *Error) Unwrap() error { return e.Cause }

// Detail is the message with what the transport said, for logs.
func (e *Error) Detail() string {
	if e.Cause == nil {
		return e.Message
	}
	return fmt.Sprintf("%s: %v", e.Message, e.Cause)
}

// Outage tells whether Prometheus as a whole seems to be down, as opposed to one request that fails.
func (e *Error) Outage() bool {
	switch e.Kind {
	case Unreachable, Timeout, Unavailable, BackingOff:
		return true
	}
	return false
}

// KindOf is the kind of an error of this package, and "" of others.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// Detail is an error's text for logs.
func Detail(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Detail()
	}
	return err.Error()
}
