package provider

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// status turns what went wrong into what the API answers. `missing` is the answer where there is no such metric or no
// value of it: its words are the ones that people look for.
func status(err error, missing *apierrors.StatusError) error {
	var refusal *counterpoise.Error
	var unanswered *prometheus.Error
	var known apierrors.APIStatus
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.As(err, &unanswered):
		if unanswered.Outage() || unanswered.Kind == prometheus.Canceled {
			return unavailable(unanswered.Message)
		}
		return failed(unanswered.Message)
	case errors.Is(err, engine.ErrNoListing), errors.Is(err, counterpoise.ErrClosed):
		return unavailable(err.Error())
	case errors.As(err, &refusal):
		switch kindOf(refusal.Code) {
		case notThere:
			return missing
		case badRequest:
			return apierrors.NewBadRequest(refusal.Message + ". " + refusal.Hint)
		}
		return failed(refusal.Message)
	}
	return failed(err.Error())
}

type answerKind int

const (
	ourFault answerKind = iota
	notThere
	badRequest
)

// kindOf sorts the engine's codes by who can mend what they tell.
func kindOf(code string) answerKind {
	switch code {
	case "metrics.not-found", "metrics.no-value", "metrics.no-objects", "metrics.no-resource-rules", "resources.unknown":
		return notThere
	case "metrics.request-path", "metrics.operator", "metrics.label-name", "metrics.selector-form", "metrics.query-text":
		return badRequest
	}
	if strings.HasPrefix(code, "selector.") {
		return badRequest
	}
	return ourFault
}

func unavailable(why string) error {
	return apierrors.NewServiceUnavailable("unable to fetch metrics: " + why)
}

func failed(why string) error {
	return apierrors.NewInternalError(fmt.Errorf("unable to fetch metrics: %s", why))
}

// Outcome is the word that stands for an API's answer in metrics: ok, not_found, bad_request, unavailable or error.
func Outcome(err error) string {
	var s apierrors.APIStatus
	switch {
	case err == nil:
		return "ok"
	case !errors.As(err, &s):
		return "error"
	}
	switch s.Status().Code {
	case http.StatusNotFound:
		return "not_found"
	case http.StatusBadRequest:
		return "bad_request"
	case http.StatusServiceUnavailable:
		return "unavailable"
	}
	return "error"
}

// noUsage is the answer where the usage of an object is not there.
func noUsage(why string) *apierrors.StatusError {
	return &apierrors.StatusError{ErrStatus: metav1.Status{
		Status: metav1.StatusFailure, Code: http.StatusNotFound, Reason: metav1.StatusReasonNotFound, Message: why,
	}}
}
