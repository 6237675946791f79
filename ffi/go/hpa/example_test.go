package hpa_test

import (
	"context"
	"fmt"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
)

// A sync of the controller: what it asks for, and what it makes of the answers.
func ExampleReconcile() {
	ctx, object := context.Background(), worker()
	requests, err := hpa.Requests(ctx, object, "app=worker", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	metrics := map[string]hpa.Answer{}
	for _, request := range requests {
		fmt.Println("asks", request.Path)
		metrics[request.Path] = queue("55") // GET
	}
	output, err := hpa.Reconcile(ctx, hpa.Input{HPA: object, Scale: scale(3), Metrics: metrics, Now: now})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(output.DesiredReplicas, "replicas:", output.Events[0].Message)
	for _, step := range output.Steps {
		fmt.Printf("%s: %s\n", step.Kind, step.Why)
	}
	// Output:
	// asks /apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length
	// 6 replicas: New size: 6; reason: external metric queue_length(nil) above target
	// target: the metrics decide
	// metric: external metric queue_length(nil) is at 55 in total over 3 replicas, 18334m for each pod, of 10: ratio 1.833, outside the tolerance of 0.1; the usage needs 6 replicas
	// maximum: the largest proposal is 6 replicas by external metric queue_length(nil)
	// stabilization: no recent recommendation stands in the way
	// limits: the desired count is within the acceptable range
	// final: from 3 to 6 replicas: external metric queue_length(nil) above target
}
