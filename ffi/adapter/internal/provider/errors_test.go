package provider

import (
	"errors"
	"fmt"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/provider"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

func TestStatusOfErrors(t *testing.T) {
	missing := provider.NewMetricNotFoundError(schema.GroupResource{Resource: "pods"}, "hits")
	refusal := func(code string) error { return &counterpoise.Error{Code: code, Message: "what", Hint: "mend it"} }
	unanswered := func(kind prometheus.Kind) error {
		return &prometheus.Error{Kind: kind, Message: "what", Cause: errors.New("10.0.0.1 is down")}
	}
	for _, c := range []struct {
		err     error
		code    int32
		message string
		outcome string
	}{
		{refusal("metrics.not-found"), 404, missing.ErrStatus.Message, "not_found"},
		{refusal("metrics.no-value"), 404, missing.ErrStatus.Message, "not_found"},
		{refusal("metrics.no-objects"), 404, missing.ErrStatus.Message, "not_found"},
		{refusal("resources.unknown"), 404, missing.ErrStatus.Message, "not_found"},
		{fmt.Errorf("wrapped: %w", refusal("metrics.not-found")), 404, missing.ErrStatus.Message, "not_found"},
		{refusal("selector.value"), 400, "what. mend it", "bad_request"},
		{refusal("metrics.label-name"), 400, "what. mend it", "bad_request"},
		{refusal("metrics.answer"), 500, "Internal error occurred: unable to fetch metrics: what", "error"},
		{refusal("limit.size"), 500, "Internal error occurred: unable to fetch metrics: what", "error"},
		{unanswered(prometheus.Unreachable), 503, "unable to fetch metrics: what", "unavailable"},
		{unanswered(prometheus.Timeout), 503, "unable to fetch metrics: what", "unavailable"},
		{unanswered(prometheus.BackingOff), 503, "unable to fetch metrics: what", "unavailable"},
		{unanswered(prometheus.Canceled), 503, "unable to fetch metrics: what", "unavailable"},
		{unanswered(prometheus.Refused), 500, "Internal error occurred: unable to fetch metrics: what", "error"},
		{unanswered(prometheus.TooLarge), 500, "Internal error occurred: unable to fetch metrics: what", "error"},
		{engine.ErrNoListing, 503, "unable to fetch metrics: " + engine.ErrNoListing.Error(), "unavailable"},
		{errors.New("what"), 500, "Internal error occurred: unable to fetch metrics: what", "error"},
	} {
		err := status(c.err, missing)
		var s apierrors.APIStatus
		if !errors.As(err, &s) {
			t.Errorf("%v becomes %v", c.err, err)
			continue
		}
		if got := s.Status(); got.Code != c.code || got.Message != c.message || Outcome(err) != c.outcome {
			t.Errorf("%v becomes %d %q (%s), want %d %q (%s)", c.err, got.Code, got.Message, Outcome(err), c.code, c.message, c.outcome)
		}
	}
	if err := status(nil, missing); err != nil || Outcome(err) != "ok" {
		t.Errorf("nothing becomes %v", err)
	}
}
