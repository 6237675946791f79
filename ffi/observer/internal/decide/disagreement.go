package decide

import (
	"fmt"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
)

// Reason is why the cluster's controller decided otherwise.
type Reason string

// Why the cluster's controller decides otherwise.
const (
	// ReasonNotSynced: it has not looked at the HPA yet, or not since its spec changed.
	ReasonNotSynced Reason = "not_synced"
	// ReasonControllerFailed: it cannot read the scale, write it, or read the metrics, which the observer can.
	ReasonControllerFailed Reason = "controller_failed"
	// ReasonObserverFailed: the observer cannot read the metrics, which the controller can.
	ReasonObserverFailed Reason = "observer_failed"
	// ReasonOlderData: it saw another scale or other values than the observer does now.
	ReasonOlderData Reason = "older_data"
	// ReasonTolerance: with another tolerance the engine decides as it did.
	ReasonTolerance Reason = "tolerance"
	// ReasonHistory: it remembers other recommendations, since one of both was started later than the window reaches back.
	ReasonHistory Reason = "history"
	// ReasonUnknown: none of these.
	ReasonUnknown Reason = "unknown"
)

// Disagreement is how the cluster's controller decided otherwise.
type Disagreement struct {
	// Reason is why, as far as it can be told.
	Reason Reason
	// Decided is the count that was decided here, Controller that of the cluster's controller.
	Decided, Controller int32
	// Since is the first sync of those in a row that found a disagreement.
	Since time.Time
	// Why tells it in a sentence.
	Why string
}

// failing is a condition of the controller that is False, where the same one of the observer is not.
func failing(controller, observer []autoscalingv2.HorizontalPodAutoscalerCondition) (autoscalingv2.HorizontalPodAutoscalerCondition, bool) {
	for _, kind := range []autoscalingv2.HorizontalPodAutoscalerConditionType{autoscalingv2.AbleToScale, autoscalingv2.ScalingActive} {
		theirs, ours := conditionOf(controller, kind), conditionOf(observer, kind)
		if theirs.Status == corev1.ConditionFalse && ours.Status != corev1.ConditionFalse {
			return theirs, true
		}
	}
	return autoscalingv2.HorizontalPodAutoscalerCondition{}, false
}

func conditionOf(conditions []autoscalingv2.HorizontalPodAutoscalerCondition, kind autoscalingv2.HorizontalPodAutoscalerConditionType) autoscalingv2.HorizontalPodAutoscalerCondition {
	for _, condition := range conditions {
		if condition.Type == kind {
			return condition
		}
	}
	return autoscalingv2.HorizontalPodAutoscalerCondition{}
}

func told(condition autoscalingv2.HorizontalPodAutoscalerCondition) string {
	return fmt.Sprintf("%s, %s: %s", condition.Type, condition.Reason, condition.Message)
}
