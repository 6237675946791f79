package cluster

import (
	"context"
	"errors"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// scale reads the scale of an HPA's target as the controller does: by each resource that the cluster has for its kind, until
// one answers. The errors are those that the controller's event gives.
func (c *Cluster) scale(ctx context.Context, hpa *autoscalingv2.HorizontalPodAutoscaler) (*autoscalingv1.Scale, error) {
	target := hpa.Spec.ScaleTargetRef
	version, err := schema.ParseGroupVersion(target.APIVersion)
	if err != nil {
		return nil, err
	}
	mappings, err := c.mapper.RESTMappings(schema.GroupKind{Group: version.Group, Kind: target.Kind})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	var first error
	for _, mapping := range mappings {
		scale, err := c.scales.Scales(hpa.Namespace).Get(ctx, mapping.Resource.GroupResource(), target.Name, metav1.GetOptions{})
		if err == nil {
			return scale, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = errors.New("unrecognized resource")
	}
	return nil, first
}
