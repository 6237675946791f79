package debug

import (
	"fmt"
	"testing"
)

func TestWhichPathsAskForAllObjects(t *testing.T) {
	for path, want := range map[string]string{
		"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/hits?labelSelector=app%3Dweb": "default pods app=web true",
		"/apis/custom.metrics.k8s.io/v1beta1/namespaces/default/deployments.apps/*/hits":             "default deployments.apps  true",
		"/apis/custom.metrics.k8s.io/v1beta1/nodes/*/hits":                                           " nodes  true",
		"/apis/custom.metrics.k8s.io/v1beta1/namespaces/*/metrics/hits":                              " namespaces  true",
		"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/hits":                     "   false",
		"/apis/external.metrics.k8s.io/v1beta1/namespaces/default/hits?labelSelector=a":              "   false",
		"/apis/metrics.k8s.io/v1beta1/pods":                                                          " pods  true",
		"/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=a":                       "default pods a true",
		"/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/web-0":                                 "   false",
		"/apis/metrics.k8s.io/v1beta1/nodes":                                                         " nodes  true",
		"/apis/metrics.k8s.io/v1beta1":                                                               "   false",
		"/metrics":                                                                                   "   false",
		"%":                                                                                          "   false",
	} {
		namespace, resource, selector, all := allObjects(path)
		if !all {
			selector = ""
		}
		if got := fmt.Sprintf("%s %s %s %v", namespace, resource, selector, all); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
