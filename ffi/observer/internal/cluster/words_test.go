package cluster

import "testing"

func TestPlaceOf(t *testing.T) {
	for path, expected := range map[string]place{
		"/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb":             {"metrics.k8s.io", "pods", ""},
		"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/requests?labelSelector=a": {"custom.metrics.k8s.io", "pods", "*"},
		"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/metrics/requests":                  {"custom.metrics.k8s.io", "metrics", "requests"},
		"/apis/custom.metrics.k8s.io/v1beta2/nodes/node-1/load":                                    {"custom.metrics.k8s.io", "nodes", "node-1"},
		"/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue":                           {"external.metrics.k8s.io", "queue", ""},
		"/metrics": {},
	} {
		if found := placeOf(path); found != expected {
			t.Errorf("%s is %+v", path, found)
		}
	}
}

func TestNearestProfile(t *testing.T) {
	profiles := []string{"1.37", "1.36", "1.34", "1.33"}
	for release, expected := range map[string]string{
		"1.37": "1.37", "1.36+": "1.36", "1.35": "1.34", "1.40": "1.37", "1.20": "1.33", "v1.36.4": "1.36",
	} {
		if found, err := nearest(release, profiles); err != nil || found != expected {
			t.Errorf("for %s it is %s, %v", release, found, err)
		}
	}
	for _, release := range []string{"", "2.1", "one", "1.x"} {
		if found, err := nearest(release, profiles); err == nil {
			t.Errorf("for %q it is %s", release, found)
		}
	}
}
