package decide

import (
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/types"
)

// Failed is the decision of a sync that could not be made.
func Failed(object *autoscalingv2.HorizontalPodAutoscaler, now time.Time, err error) *Decision {
	decision := about(object, now)
	decision.Error = err.Error()
	return decision
}

func about(object *autoscalingv2.HorizontalPodAutoscaler, now time.Time) *Decision {
	return &Decision{
		HPA:                types.NamespacedName{Namespace: object.Namespace, Name: object.Name},
		Reference:          object.Spec.ScaleTargetRef.Kind + "/" + object.Spec.ScaleTargetRef.Name,
		At:                 now,
		ControllerReplicas: object.Status.DesiredReplicas,
	}
}
