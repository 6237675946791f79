package compare

import (
	"encoding/json"
	"strings"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// answers are what the metrics APIs said in a sync. Metrics of one path, such as CPU and memory, are answered by the first.
func answers(sync recorder.Sync, requests []hpa.MetricRequest) map[string]hpa.Answer {
	given := map[string]hpa.Answer{}
	for _, exchange := range sync.Metrics {
		if _, ok := given[exchange.URI]; ok {
			continue
		}
		if exchange.OK() {
			given[exchange.URI] = hpa.Answer{Object: json.RawMessage(exchange.Answer)}
		} else {
			given[exchange.URI] = hpa.Answer{Error: clientError(exchange)}
		}
	}
	for _, request := range requests {
		if _, ok := given[request.Path]; !ok && strings.HasPrefix(request.Path, customMetrics) {
			given[request.Path] = hpa.Answer{Error: noVersion}
		}
	}
	return given
}

// The client of custom metrics asks discovery for a version before it asks for a metric. Where the adapter is away for long enough
// it finds none, and asks for nothing.
const (
	customMetrics = "/apis/custom.metrics.k8s.io/"
	noVersion     = "no known available metric versions found"
)

// clientError is the error that client-go makes of a refusal: that of the Status in it, or one of its own where there is none.
func clientError(exchange recorder.Exchange) string {
	var status metav1.Status
	if err := json.Unmarshal(exchange.Answer, &status); err == nil && status.Kind == "Status" {
		return status.Message
	}
	message := "unknown"
	if strings.HasPrefix(exchange.ContentType, "text/") {
		message = strings.TrimSpace(string(exchange.Answer))
	}
	resource, name := resourceOf(exchange.Path())
	return apierrors.NewGenericServerResponse(
		exchange.Status, strings.ToLower(exchange.Method), resource, name, message, 0, true,
	).Error()
}

// resourceOf reads /apis/GROUP/VERSION/namespaces/NAMESPACE/RESOURCE/NAME/…, with or without a namespace.
func resourceOf(path string) (schema.GroupResource, string) {
	parts := strings.Split(strings.TrimPrefix(path, "/apis/"), "/")
	if len(parts) < 3 {
		return schema.GroupResource{}, ""
	}
	resource := schema.GroupResource{Group: parts[0]}
	parts = parts[2:]
	if parts[0] == "namespaces" && len(parts) > 2 {
		parts = parts[2:]
	}
	resource.Resource = parts[0]
	if len(parts) > 1 {
		return resource, parts[1]
	}
	return resource, ""
}
