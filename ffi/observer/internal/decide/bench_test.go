package decide_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
)

// What one sync costs beside its requests, by the pods of the HPA; the count agrees with the controller's.
func BenchmarkSync(b *testing.B) {
	for _, count := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("pods=%d", count), func(b *testing.B) {
			c := apitest.Case{
				HPA: apitest.Synced(apitest.HPA("web", `
minReplicas: 1
maxReplicas: 2000
metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]`), int32(count), int32(count)),
				Scale: apitest.Scale("web", int32(count)),
				Pods:  apitest.Pods("web", count),
			}
			usage := make([]string, count)
			for index := range usage {
				usage[index] = "50m"
			}
			c.Answers = map[string]apitest.Answer{apitest.CPUPath("web"): apitest.CPU("web", now, usage...)}
			snapshot := apitest.Read(b, c)
			decider := decide.New(hpa.Options{}, "1.37")
			at := now
			for b.Loop() {
				at = at.Add(15 * time.Second)
				if decision := decider.Sync(b.Context(), snapshot, at); decision.Error != "" || decision.Disagreement != nil {
					b.Fatalf("it came to %+v", decision)
				}
			}
		})
	}
}
