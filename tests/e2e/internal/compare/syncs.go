// Package compare asks the engine at every sync of the real controller what it would have done, and tells where it differs.
package compare

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
)

// lag is how far an informer may be behind what the proxy has passed on.
const lag = 250 * time.Millisecond

// Agreement is how one HPA's syncs compare.
type Agreement struct {
	// Syncs is how many were compared, Rescales in how many of them the scale was written.
	Syncs, Rescales int
	// Uncertain is in how many of them more than one state of the pods or one instant had to be tried.
	Uncertain int
	// Events are the events that the controller must have told by the end of the last sync.
	Events []recorder.Told
	// Differences are what is not the same, a paragraph each.
	Differences []string
}

// Controller is how the controller was started.
type Controller struct {
	Options hpa.Options
	Profile string
}

// Syncs compares all syncs of an HPA that are in a recording.
func (c Controller) Syncs(ctx context.Context, recording recorder.Recording, object *autoscalingv2.HorizontalPodAutoscaler) (Agreement, error) {
	var agreement Agreement
	var state json.RawMessage
	events := newMachinery(object)
	for index, sync := range recording.Syncs(object) {
		real, err := readSync(recording, sync, object.Namespace, object.Name)
		if err != nil {
			return agreement, fmt.Errorf("sync %d: %w", index, err)
		}
		if real == nil {
			continue
		}
		output, differences, tried, err := c.decide(ctx, recording, sync, real, state)
		if err != nil {
			return agreement, fmt.Errorf("sync %d: %w", index, err)
		}
		agreement.Syncs++
		if real.desired != nil {
			agreement.Rescales++
		}
		if tried > 1 {
			agreement.Uncertain++
		}
		if len(differences) > 0 {
			heading := fmt.Sprintf("sync %d of %s/%s at %s:", index, object.Namespace, object.Name, sync.Start().Format(time.RFC3339Nano))
			agreement.Differences = append(agreement.Differences, strings.Join(append([]string{heading}, differences...), "\n  "))
		}
		state = output.State
		told := output.Events
		if refused := real.refusal; refused != "" {
			told = append(slices.Clone(told), hpa.Event{Type: corev1.EventTypeWarning, Reason: "FailedUpdateStatus", Message: refused})
		}
		events.record(sync.Computed(), told)
	}
	agreement.Events = events.told
	return agreement, nil
}

// decide asks the engine, with each state of the pods and each instant that the controller may have had, until it agrees.
func (c Controller) decide(
	ctx context.Context, recording recorder.Recording, sync recorder.Sync, real *decision, state json.RawMessage,
) (output *hpa.Output, differences []string, tried int, err error) {
	requests, err := hpa.Requests(ctx, real.before, real.selector(), nil)
	if err != nil {
		return nil, nil, 0, err
	}
	asked := pathsThatDiffer(sync, requests)
	namespace := real.before.Namespace
	looked := append([]time.Time{sync.Computed()}, recording.PodChanges(namespace, sync.Start().Add(-lag), sync.End())...)
	for _, instant := range looked {
		pods := recording.PodsAt(namespace, instant)
		if instant != looked[0] {
			// As it was before the change, too: the informer may not have had it.
			pods = recording.PodsAt(namespace, instant.Add(-time.Nanosecond))
		}
		for _, now := range []time.Time{sync.Computed(), sync.Start(), sync.End()} {
			tried++
			given, err := hpa.Reconcile(ctx, hpa.Input{
				HPA:        real.before,
				Scale:      real.scale,
				ScaleError: real.scaleError,
				Pods:       pods,
				Metrics:    answers(sync, requests),
				Others:     recording.Others(namespace, real.before.Name, sync.Start()),
				Options:    c.Options,
				State:      state,
				Now:        now,
				Profile:    c.Profile,
			})
			if err != nil {
				return nil, nil, tried, err
			}
			found := append(slices.Clone(asked), real.differences(given, sync)...)
			if output == nil || len(found) == 0 {
				output, differences = given, found
			}
			if len(found) == 0 {
				return output, nil, tried, nil
			}
		}
	}
	return output, differences, tried, nil
}

// decision is what the real controller looked at and did.
type decision struct {
	before     *autoscalingv2.HorizontalPodAutoscaler
	scale      *autoscalingv1.Scale
	scaleError string
	after      autoscalingv2.HorizontalPodAutoscalerStatus
	desired    *int32
	// refusal is why the status was not taken, empty where it was.
	refusal string
}

// readSync reads a sync; nil where it was that of another HPA with the same target.
func readSync(recording recorder.Recording, sync recorder.Sync, namespace, name string) (*decision, error) {
	written, err := sync.Written()
	if err != nil {
		return nil, err
	}
	real := &decision{}
	if written == nil {
		// A status that did not change is not written.
		real.before = recording.HPAAt(namespace, name, sync.Start())
		if real.before == nil {
			return nil, nil
		}
		real.after = real.before.Status
	} else {
		real.before = recording.HPA(namespace, name, written.ResourceVersion)
		if real.before == nil {
			return nil, fmt.Errorf("no informer was told of version %s of the HPA", written.ResourceVersion)
		}
		real.after = written.Status
		if !sync.Status.OK() {
			real.refusal = clientError(*sync.Status)
		}
	}
	if sync.Scale.OK() {
		real.scale = &autoscalingv1.Scale{}
		if err := json.Unmarshal(sync.Scale.Answer, real.scale); err != nil {
			return nil, fmt.Errorf("the scale: %w", err)
		}
	} else {
		real.scaleError = clientError(sync.Scale)
	}
	real.desired, err = sync.Desired()
	return real, err
}

func (d *decision) selector() string {
	if d.scale == nil {
		return ""
	}
	return d.scale.Status.Selector
}

// pathsThatDiffer tells where the controller asked for other paths than hpa.requests gives. It asks for none where metrics do not
// decide.
func pathsThatDiffer(sync recorder.Sync, requests []hpa.MetricRequest) []string {
	if len(sync.Metrics) == 0 {
		return nil
	}
	var asked, expected []string
	for _, exchange := range sync.Metrics {
		asked = append(asked, exchange.URI)
	}
	for _, request := range requests {
		expected = append(expected, request.Path)
	}
	if slices.Equal(asked, expected) {
		return nil
	}
	return []string{fmt.Sprintf("requests: the controller asked for %q, hpa.requests gives %q", asked, expected)}
}
