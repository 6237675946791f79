package apitest

import (
	"time"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Case is an HPA with all that a sync of it looks at.
type Case struct {
	// HPA is the HPA; its target is a Deployment of its name.
	HPA *autoscalingv2.HorizontalPodAutoscaler
	// Scale is the Deployment's scale.
	Scale autoscalingv1.Scale
	// Pods are the Deployment's pods.
	Pods []corev1.Pod
	// Answers are those of the metrics APIs by path.
	Answers map[string]Answer
}

// Cases are HPAs with metrics of every source, each with another thing that matters.
func Cases() []Case {
	at := Began.Add(time.Hour)
	return []Case{
		{ // The CPU is twice what it should be.
			HPA: HPA("utilization", `
minReplicas: 1
maxReplicas: 10
metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]`),
			Scale:   Scale("utilization", 3),
			Pods:    Pods("utilization", 3),
			Answers: map[string]Answer{CPUPath("utilization"): CPU("utilization", at, "100m", "110m", "90m")},
		},
		{ // A little more than it should be, which the tolerance lets pass.
			HPA: HPA("tolerated", `
minReplicas: 1
maxReplicas: 10
metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 100m}}}]`),
			Scale:   Scale("tolerated", 2),
			Pods:    Pods("tolerated", 2),
			Answers: map[string]Answer{CPUPath("tolerated"): CPU("tolerated", at, "105m", "107m")},
		},
		{ // Two metrics, and a pod without a sample, one not ready, one that failed.
			HPA: HPA("pods", `
minReplicas: 1
maxReplicas: 20
metrics:
- {type: Pods, pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: "10"}}}
- {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 90}}}`),
			Scale: Scale("pods", 5),
			Pods:  mixed(Pods("pods", 5)),
			Answers: map[string]Answer{
				PodsPath("pods", "requests"): PodValues("pods", "requests", at, "25", "31"),
				CPUPath("pods"):              CPU("pods", at, "80m", "70m"),
			},
		},
		{ // More than the spec allows, with a policy in between.
			HPA: HPA("limited", `
minReplicas: 1
maxReplicas: 8
behavior: {scaleUp: {stabilizationWindowSeconds: 0, policies: [{type: Pods, value: 1, periodSeconds: 60}]}}
metrics: [{type: External, external: {metric: {name: queue}, target: {type: AverageValue, averageValue: "1"}}}]`),
			Scale:   Scale("limited", 2),
			Pods:    Pods("limited", 2),
			Answers: map[string]Answer{ExternalPath("queue"): ExternalValue("queue", "30", at)},
		},
		{ // Objects of a kind that only this cluster has.
			HPA: HPA("object", `
minReplicas: 1
maxReplicas: 5
metrics: [{type: Object, object: {describedObject: {apiVersion: example.com/v1, kind: Queue, name: jobs}, metric: {name: depth}, target: {type: Value, value: "10"}}}]`),
			Scale: Scale("object", 2),
			Pods:  Pods("object", 2),
			Answers: map[string]Answer{
				"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/queues.example.com/jobs/depth": ObjectValue("Queue", "example.com/v1", "jobs", "depth", "100", at),
			},
		},
		{ // One metric of two cannot be read, and the other calls for less.
			HPA: HPA("unavailable", `
minReplicas: 1
maxReplicas: 10
metrics:
- {type: Pods, pods: {metric: {name: gone}, target: {type: AverageValue, averageValue: "10"}}}
- {type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 100m}}}`),
			Scale: Scale("unavailable", 3),
			Pods:  Pods("unavailable", 3),
			Answers: map[string]Answer{
				CPUPath("unavailable"): CPU("unavailable", at, "10m", "10m", "10m"),
			},
		},
		{ // A target at zero, which its minimum does not allow to be brought back.
			HPA: HPA("zero", `
minReplicas: 1
maxReplicas: 10
metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]`),
			Scale: Scale("zero", 0),
		},
	}
}

func mixed(pods []corev1.Pod) []corev1.Pod {
	pods[3].Status.Conditions = []corev1.PodCondition{{
		Type: corev1.PodReady, Status: corev1.ConditionFalse, LastTransitionTime: metav1.NewTime(Began),
	}}
	pods[4].Status.Phase = corev1.PodFailed
	return pods
}

// Serve makes a server hold a case.
func (s *Server) Serve(c Case) {
	for index := range c.Pods {
		s.SetPod(&c.Pods[index])
	}
	s.SetScale(Namespace, c.HPA.Name, c.Scale)
	for path, answer := range c.Answers {
		s.SetAnswer(path, answer)
	}
	s.SetHPA(c.HPA)
}
