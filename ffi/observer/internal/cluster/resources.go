package cluster

import (
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// resources are the cluster's own for the objects that metrics describe. A kind that the cluster does not have is left out, and the
// decision says so. Nil, Kubernetes' own, where no metric describes an object.
func (c *Cluster) resources(hpa *autoscalingv2.HorizontalPodAutoscaler) []*metav1.APIResourceList {
	var lists []*metav1.APIResourceList
	for _, metric := range hpa.Spec.Metrics {
		if metric.Object == nil {
			continue
		}
		object := metric.Object.DescribedObject
		version, err := schema.ParseGroupVersion(object.APIVersion)
		if err != nil {
			continue
		}
		kind := version.WithKind(object.Kind)
		mapping, err := c.mapper.RESTMapping(kind.GroupKind(), kind.Version)
		if err != nil {
			continue
		}
		lists = append(lists, &metav1.APIResourceList{
			GroupVersion: mapping.GroupVersionKind.GroupVersion().String(),
			APIResources: []metav1.APIResource{{
				Name:       mapping.Resource.Resource,
				Kind:       mapping.GroupVersionKind.Kind,
				Namespaced: mapping.Scope.Name() == meta.RESTScopeNameNamespace,
			}},
		})
	}
	return lists
}
