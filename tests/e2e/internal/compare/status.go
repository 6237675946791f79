package compare

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	apiequality "k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// differences tells what of an output is not as the controller did it.
func (d *decision) differences(output *hpa.Output, sync recorder.Sync) (found []string) {
	differ := func(what string, real, ours any) {
		found = append(found, fmt.Sprintf("%s: the controller %s, we %s", what, text(real), text(ours)))
	}
	var desired *int32
	if output.Rescale {
		desired = &output.DesiredReplicas
	}
	if !apiequality.Semantic.DeepEqual(d.desired, desired) {
		differ("scale", d.desired, desired)
	}
	real, ours := d.after, output.Status
	if real.CurrentReplicas != ours.CurrentReplicas {
		differ("currentReplicas", real.CurrentReplicas, ours.CurrentReplicas)
	}
	if real.DesiredReplicas != ours.DesiredReplicas {
		differ("desiredReplicas", real.DesiredReplicas, ours.DesiredReplicas)
	}
	if !apiequality.Semantic.DeepEqual(real.ObservedGeneration, ours.ObservedGeneration) {
		differ("observedGeneration", real.ObservedGeneration, ours.ObservedGeneration)
	}
	if !(len(real.CurrentMetrics) == 0 && len(ours.CurrentMetrics) == 0) &&
		!apiequality.Semantic.DeepEqual(real.CurrentMetrics, ours.CurrentMetrics) {
		differ("currentMetrics", real.CurrentMetrics, ours.CurrentMetrics)
	}
	if !sameTime(d.before.Status.LastScaleTime, real.LastScaleTime, ours.LastScaleTime, sync) {
		differ("lastScaleTime", real.LastScaleTime, ours.LastScaleTime)
	}
	if !sameConditions(d.before.Status.Conditions, real.Conditions, ours.Conditions, sync) {
		differ("conditions", real.Conditions, ours.Conditions)
	}
	return found
}

// sameConditions compares conditions in their order.
func sameConditions(before, real, ours []autoscalingv2.HorizontalPodAutoscalerCondition, sync recorder.Sync) bool {
	if len(real) != len(ours) {
		return false
	}
	for index := range real {
		was := &metav1.Time{}
		for _, condition := range before {
			if condition.Type == real[index].Type {
				was = &condition.LastTransitionTime
			}
		}
		if !sameTime(was, &real[index].LastTransitionTime, &ours[index].LastTransitionTime, sync) {
			return false
		}
		real, ours := real[index], ours[index]
		real.LastTransitionTime, ours.LastTransitionTime = metav1.Time{}, metav1.Time{}
		if !apiequality.Semantic.DeepEqual(real, ours) {
			return false
		}
	}
	return true
}

// sameTime compares two times of whole seconds: both as before, or both within the sync, whose exact instant is not known.
func sameTime(before, real, ours *metav1.Time, sync recorder.Sync) bool {
	if real == nil || ours == nil {
		return real == ours
	}
	if real.Unix() == ours.Unix() {
		return true
	}
	if before != nil && (before.Unix() == real.Unix() || before.Unix() == ours.Unix()) {
		return false
	}
	return within(*real, sync) && within(*ours, sync)
}

func within(instant metav1.Time, sync recorder.Sync) bool {
	second := instant.Unix()
	return second >= sync.Start().Truncate(time.Second).Unix() && second <= sync.End().Unix()
}

func text(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
