package cluster

import (
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// onlyWhatIsRead keeps of an object what a sync reads, so that a cluster's pods fit into little memory.
func onlyWhatIsRead(object any) (any, error) {
	switch object := object.(type) {
	case *corev1.Pod:
		return smallPod(object), nil
	case *autoscalingv2.HorizontalPodAutoscaler:
		object.ManagedFields = nil
		// Lists leave out what their items are.
		object.APIVersion, object.Kind = autoscalingv2.SchemeGroupVersion.String(), "HorizontalPodAutoscaler"
		return object, nil
	default:
		return object, nil
	}
}

func smallPod(pod *corev1.Pod) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name:              pod.Name,
			Namespace:         pod.Namespace,
			UID:               pod.UID,
			ResourceVersion:   pod.ResourceVersion,
			Labels:            pod.Labels,
			DeletionTimestamp: pod.DeletionTimestamp,
		},
		Spec: corev1.PodSpec{
			Containers:     smallContainers(pod.Spec.Containers),
			InitContainers: smallContainers(pod.Spec.InitContainers),
			Resources:      requestsOf(pod.Spec.Resources),
			Overhead:       pod.Spec.Overhead,
		},
		Status: corev1.PodStatus{
			Phase:      pod.Status.Phase,
			StartTime:  pod.Status.StartTime,
			Conditions: readyOf(pod.Status.Conditions),
		},
	}
}

func smallContainers(containers []corev1.Container) []corev1.Container {
	small := make([]corev1.Container, 0, len(containers))
	for _, container := range containers {
		small = append(small, corev1.Container{
			Name:          container.Name,
			Resources:     corev1.ResourceRequirements{Requests: container.Resources.Requests},
			RestartPolicy: container.RestartPolicy,
		})
	}
	return small
}

func requestsOf(resources *corev1.ResourceRequirements) *corev1.ResourceRequirements {
	if resources == nil {
		return nil
	}
	return &corev1.ResourceRequirements{Requests: resources.Requests}
}

// readyOf keeps the first condition of type Ready, which is the one that counts.
func readyOf(conditions []corev1.PodCondition) []corev1.PodCondition {
	for _, condition := range conditions {
		if condition.Type == corev1.PodReady {
			return []corev1.PodCondition{{
				Type:               condition.Type,
				Status:             condition.Status,
				LastTransitionTime: condition.LastTransitionTime,
			}}
		}
	}
	return nil
}
