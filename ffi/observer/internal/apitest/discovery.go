package apitest

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// discovered is what the server says of its resources at a path, or nil.
func discovered(path string) any {
	switch path {
	case "/api":
		return metav1.APIVersions{TypeMeta: metav1.TypeMeta{Kind: "APIVersions"}, Versions: []string{"v1"}}
	case "/apis":
		return metav1.APIGroupList{
			TypeMeta: metav1.TypeMeta{Kind: "APIGroupList", APIVersion: "v1"},
			Groups:   []metav1.APIGroup{group("apps", "v1"), group("autoscaling", "v2"), group("example.com", "v1")},
		}
	case "/api/v1":
		return list("v1",
			served("pods", "Pod"),
			served("services", "Service"))
	case "/apis/apps/v1":
		scale := served("deployments/scale", "Scale")
		scale.Group, scale.Version = "autoscaling", "v1"
		return list("apps/v1", served("deployments", "Deployment"), scale)
	case "/apis/autoscaling/v2":
		return list("autoscaling/v2", served("horizontalpodautoscalers", "HorizontalPodAutoscaler"))
	case "/apis/example.com/v1":
		return list("example.com/v1", served("queues", "Queue"))
	default:
		return nil
	}
}

func group(name, version string) metav1.APIGroup {
	only := metav1.GroupVersionForDiscovery{GroupVersion: name + "/" + version, Version: version}
	return metav1.APIGroup{Name: name, Versions: []metav1.GroupVersionForDiscovery{only}, PreferredVersion: only}
}

func list(groupVersion string, resources ...metav1.APIResource) metav1.APIResourceList {
	return metav1.APIResourceList{
		TypeMeta:     metav1.TypeMeta{Kind: "APIResourceList", APIVersion: "v1"},
		GroupVersion: groupVersion,
		APIResources: resources,
	}
}

func served(name, kind string) metav1.APIResource {
	return metav1.APIResource{Name: name, Kind: kind, Namespaced: true, Verbs: metav1.Verbs{"get", "list", "watch"}}
}
