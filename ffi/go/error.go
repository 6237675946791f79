package counterpoise

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

// ErrClosed is the error of a call to an engine or a builder that was closed, or to a builder that was used up.
var ErrClosed = errors.New("counterpoise: closed")

// Error is why a call failed: one of the codes of docs/errors.md.
type Error struct {
	// Code is stable: "metrics.not-found".
	Code string `json:"code"`
	// Message says what is wrong.
	Message string `json:"message"`
	// Path is the field that it is about, "rules[2].metricsQuery"; empty where it is about none.
	Path string `json:"path,omitempty"`
	// Span is where that field stands in the text that the caller gave; nil where that is not known.
	Span *Span `json:"span,omitempty"`
	// Hint says what to change.
	Hint string `json:"hint,omitempty"`
}

// Span is a range of a text. Lines and columns count from 1, columns in Unicode scalar values; the end is exclusive.
type Span struct {
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndLine   int `json:"endLine"`
	EndColumn int `json:"endColumn"`
}

// Error is the message, after path and position where they are known.
func (e *Error) Error() string {
	switch {
	case e.Path != "" && e.Span != nil:
		return fmt.Sprintf("%s (%d:%d): %s", e.Path, e.Span.Line, e.Span.Column, e.Message)
	case e.Path != "":
		return e.Path + ": " + e.Message
	case e.Span != nil:
		return fmt.Sprintf("%d:%d: %s", e.Span.Line, e.Span.Column, e.Message)
	default:
		return e.Message
	}
}

// failure makes the public error of one of the ABI.
func failure(err error) error {
	if err == nil {
		return nil
	}
	var failed *abi.Failure
	if !errors.As(err, &failed) {
		return err
	}
	told := new(Error)
	if err := json.Unmarshal(failed.JSON, told); err != nil {
		return fmt.Errorf("counterpoise: status %d", failed.Status)
	}
	return told
}
