package cluster_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	corev1 "k8s.io/api/core/v1"
)

func of(t *testing.T, name string) apitest.Case {
	t.Helper()
	for _, c := range apitest.Cases() {
		if c.HPA.Name == name {
			return c
		}
	}
	t.Fatalf("there is no case %q", name)
	return apitest.Case{}
}

func TestAnswersThatAreNone(t *testing.T) {
	path := apitest.CPUPath("utilization")
	for name, test := range map[string]struct {
		answer   apitest.Answer
		expected string
	}{
		"a refusal": {
			apitest.Answer{Status: http.StatusForbidden, Body: `{"kind":"Status","apiVersion":"v1","status":"Failure","message":"no access","reason":"Forbidden","code":403}`},
			"no access",
		},
		"a page in the place of JSON": {apitest.Answer{Body: "<html>"}, "the answer is not JSON"},
		"an answer that is cut":       {apitest.Answer{Body: `{"kind":"PodMetricsList","items":[`}, "the answer is not JSON"},
		"a long answer":               {apitest.Answer{Body: `{"kind":"` + strings.Repeat("long", 1<<19) + `"}`}, "the answer is longer than 1048576 bytes"},
		"a long failure":              {apitest.Answer{Status: http.StatusBadGateway, Body: strings.Repeat("long", 1<<19)}, "longer than 1048576 bytes"},
		"a service that is not there": {
			apitest.Answer{Status: http.StatusServiceUnavailable, Body: "service unavailable\n"},
			"the server is currently unable to handle the request (get pods.metrics.k8s.io)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := of(t, "utilization")
			c.Answers = map[string]apitest.Answer{path: test.answer}
			found := apitest.Read(t, c).Metrics[path]
			if !strings.Contains(found.Error, test.expected) || found.Object != nil {
				t.Errorf("the error is %q", found.Error)
			}
		})
	}
}

// kube-controller-manager's clients name what they asked for where nothing is served.
func TestAnAPIThatIsNotServed(t *testing.T) {
	c := of(t, "unavailable")
	snapshot := apitest.Read(t, c)
	found := snapshot.Metrics[apitest.PodsPath("unavailable", "gone")].Error
	if found != "the server could not find the requested resource (get pods.custom.metrics.k8s.io *)" {
		t.Errorf("the error is %q", found)
	}
	if answer := snapshot.Metrics[apitest.CPUPath("unavailable")]; answer.Error != "" {
		t.Errorf("the other metric has the error %q", answer.Error)
	}
}

func TestNoAnswerInTime(t *testing.T) {
	server := apitest.New(t)
	server.Serve(of(t, "utilization"))
	config := apitest.Config(server)
	config.RequestTimeout = time.Hour
	config.REST.Wrap(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(r *http.Request) (*http.Response, error) {
			if !strings.HasPrefix(r.URL.Path, "/apis/metrics.k8s.io") {
				return next.RoundTrip(r)
			}
			// What the transport says when the time is over, without waiting for it.
			if deadline, bounded := r.Context().Deadline(); !bounded || time.Until(deadline) > time.Hour {
				t.Errorf("the request may take until %v", deadline)
			}
			return nil, context.DeadlineExceeded
		})
	})
	found := apitest.ReadFrom(t, config, "utilization").Metrics[apitest.CPUPath("utilization")]
	if !strings.Contains(found.Error, "deadline exceeded") {
		t.Errorf("the error is %q", found.Error)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (r roundTripper) RoundTrip(request *http.Request) (*http.Response, error) { return r(request) }

// Ten metrics are asked for by two requests at a time, and each request is told of.
func TestRequestsAreBounded(t *testing.T) {
	var metrics []string
	c := of(t, "limited")
	c.Answers = map[string]apitest.Answer{}
	for index := range 10 {
		name := fmt.Sprintf("queue%d", index)
		metrics = append(metrics, fmt.Sprintf(`{type: External, external: {metric: {name: %s}, target: {type: AverageValue, averageValue: "1"}}}`, name))
		c.Answers[apitest.ExternalPath(name)] = apitest.ExternalValue(name, "1", apitest.Began)
	}
	c.HPA = apitest.HPA("limited", "maxReplicas: 8\nmetrics: ["+strings.Join(metrics, ", ")+"]")
	server := apitest.New(t)
	server.Serve(c)
	config := apitest.Config(server)
	config.MaxConcurrentRequests = 2
	var under, most atomic.Int32
	both := make(chan struct{})
	var once sync.Once
	config.REST.Wrap(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(r *http.Request) (*http.Response, error) {
			if !strings.HasPrefix(r.URL.Path, "/apis/external.metrics.k8s.io") {
				return next.RoundTrip(r)
			}
			now := under.Add(1)
			defer under.Add(-1)
			for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
			}
			// The first waits for a second one, so that the bound is reached.
			if now == 2 {
				once.Do(func() { close(both) })
			}
			select {
			case <-both:
			case <-r.Context().Done():
			}
			return next.RoundTrip(r)
		})
	})
	var lock sync.Mutex
	told := map[string]int{}
	config.Answered = func(group string, status int, _ time.Duration) {
		lock.Lock()
		defer lock.Unlock()
		told[fmt.Sprint(group, " ", status)]++
	}
	snapshot := apitest.ReadFrom(t, config, "limited")
	if len(snapshot.Metrics) != 10 || most.Load() != 2 {
		t.Errorf("there are %d answers, %d requests were under way at once", len(snapshot.Metrics), most.Load())
	}
	if told["external.metrics.k8s.io 200"] != 10 || len(told) != 1 {
		t.Errorf("it was told of %v", told)
	}
}

// Two metrics of one request are asked for once.
func TestARequestOfTwoMetricsIsMadeOnce(t *testing.T) {
	c := of(t, "limited")
	metric := `{type: External, external: {metric: {name: queue}, target: {type: AverageValue, averageValue: "1"}}}`
	c.HPA = apitest.HPA("limited", "maxReplicas: 8\nmetrics: ["+metric+", "+metric+"]")
	server := apitest.New(t)
	server.Serve(c)
	snapshot := apitest.ReadFrom(t, apitest.Config(server), "limited")
	if len(snapshot.Requests) != 2 || server.Asked(apitest.ExternalPath("queue")) != 1 {
		t.Errorf("%d requests were made %d times", len(snapshot.Requests), server.Asked(apitest.ExternalPath("queue")))
	}
}

// What is kept of pods is all that a decision reads of them.
func TestSmallPodsDecideTheSame(t *testing.T) {
	c := of(t, "pods")
	always := corev1.ContainerRestartPolicyAlways
	c.Pods[0].Spec.InitContainers = []corev1.Container{{Name: "side", RestartPolicy: &always, Resources: c.Pods[0].Spec.Containers[0].Resources}}
	c.Pods[1].Spec.Resources = &corev1.ResourceRequirements{Requests: c.Pods[1].Spec.Containers[0].Resources.Requests}
	snapshot := apitest.Read(t, c)
	input := hpa.Input{
		HPA: snapshot.HPA, Scale: snapshot.Scale, Pods: snapshot.Pods, Metrics: snapshot.Metrics, Now: apitest.Began.Add(time.Hour),
	}
	small, err := hpa.Reconcile(t.Context(), input)
	if err != nil {
		t.Fatal(err)
	}
	input.Pods = c.Pods
	whole, err := hpa.Reconcile(t.Context(), input)
	if err != nil {
		t.Fatal(err)
	}
	if text(t, small) != text(t, whole) {
		t.Errorf("with small pods it is\n%s\nwith whole ones\n%s", text(t, small), text(t, whole))
	}
	for _, pod := range snapshot.Pods {
		if len(pod.Annotations) > 0 || pod.Spec.NodeName != "" || len(pod.Spec.Containers[0].Resources.Limits) > 0 {
			t.Errorf("of %s there is more than is read", pod.Name)
		}
	}
}

func text(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestATargetThatIsNotThere(t *testing.T) {
	c := of(t, "utilization")
	c.HPA.Spec.ScaleTargetRef.Name = "gone"
	if found := apitest.Read(t, c).ScaleError; found != `deployments.apps "gone" not found` {
		t.Errorf("the error is %q", found)
	}
	c.HPA.Spec.ScaleTargetRef.Kind = "Unknown"
	if found := apitest.Read(t, c).ScaleError; found != `no matches for kind "Unknown" in group "apps"` {
		t.Errorf("the error is %q", found)
	}
	c.HPA.Spec.ScaleTargetRef.APIVersion = "a/b/c"
	if found := apitest.Read(t, c).ScaleError; found != "unexpected GroupVersion string: a/b/c" {
		t.Errorf("the error is %q", found)
	}
}

func TestOthersOfTheSameTarget(t *testing.T) {
	server := apitest.New(t)
	c := of(t, "utilization")
	server.Serve(c)
	twin := c.HPA.DeepCopy()
	twin.Name, twin.UID = "twin", "twin"
	server.SetHPA(twin)
	stranger := of(t, "tolerated").HPA
	server.SetHPA(stranger)
	others := apitest.ReadFrom(t, apitest.Config(server), "utilization").Others
	if len(others) != 1 || others[0].Name != "twin" {
		t.Errorf("the others are %v", others)
	}
}

func TestProfileOfTheServer(t *testing.T) {
	server := apitest.New(t)
	server.SetRelease("1", "34+")
	observed, err := cluster.New(apitest.Config(server))
	if err != nil {
		t.Fatal(err)
	}
	profile, release, err := observed.Profile([]string{"1.37", "1.34", "1.33"})
	if err != nil || profile != "1.34" || release != "1.34+" {
		t.Errorf("it is %s for %s, %v", profile, release, err)
	}
}
