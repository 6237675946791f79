package counterpoise_test

import (
	"context"
	"errors"
	"testing"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

func TestPaths(t *testing.T) {
	for want, got := range map[string]string{
		"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/a_metric?labelSelector=app%3Dweb&metricLabelSelector=verb%3DGET": counterpoise.CustomRequest{
			Namespace: "default", Resource: "pods", Metric: "a_metric", LabelSelector: "app=web", MetricLabelSelector: "verb=GET"}.Path(),
		"/apis/custom.metrics.k8s.io/v1beta1/namespaces/default/deployments.apps/web/a%20metric": counterpoise.CustomRequest{
			Version: "v1beta1", Namespace: "default", Resource: "deployments.apps", Name: "web", Metric: "a metric"}.Path(),
		"/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/metrics/a_metric": counterpoise.CustomRequest{
			Resource: "namespaces", Name: "shop", Metric: "a_metric"}.Path(),
		"/apis/custom.metrics.k8s.io/v1beta2/namespaces/*/metrics/a_metric": counterpoise.CustomRequest{
			Resource: "namespaces", Metric: "a_metric"}.Path(),
		"/apis/custom.metrics.k8s.io/v1beta2/nodes/*/a_metric": counterpoise.CustomRequest{
			Resource: "nodes", Metric: "a_metric"}.Path(),
		"/apis/external.metrics.k8s.io/v1beta1/namespaces/default/a_metric?labelSelector=queue%3Dorders": counterpoise.ExternalRequest{
			Namespace: "default", Metric: "a_metric", LabelSelector: "queue=orders"}.Path(),
		"/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb": counterpoise.ResourceRequest{
			Resource: "pods", Namespace: "default", LabelSelector: "app=web"}.Path(),
		"/apis/metrics.k8s.io/v1beta1/nodes/a": counterpoise.ResourceRequest{Resource: "nodes", Name: "a"}.Path(),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
		// The engine reads what it is handed: such a metric may be unknown, but the path is one.
		_, err := engine(t).Query(context.Background(), counterpoise.Request{Path: got, Objects: []string{"web-0"}})
		var told *counterpoise.Error
		if errors.As(err, &told) && told.Code == "metrics.request-path" {
			t.Errorf("%s: %v", got, err)
		}
	}
}
