package decide

import (
	"encoding/json"
	"fmt"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
)

// longestPeriod is the longest period that a policy of a behavior may have; a change that is older counts nowhere.
const longestPeriod = 30 * time.Minute

// Change is a change of the replica count that the cluster's controller made.
type Change struct {
	// At is when, to the second.
	At time.Time
	// Replicas is by how many, less than 0 downwards.
	Replicas int32
}

// ChangeOf tells from the status before and after an update whether the controller wrote the scale in between.
func ChangeOf(before, after *autoscalingv2.HorizontalPodAutoscalerStatus) (Change, bool) {
	at := after.LastScaleTime
	if at == nil || at.Equal(before.LastScaleTime) {
		return Change{}, false
	}
	return Change{At: at.Time, Replicas: after.DesiredReplicas - after.CurrentReplicas}, true
}

// state is the part of the engine's state that tells changes of the count; the rest of it is passed on as it is.
type state struct {
	Version         int             `json:"version"`
	Recommendations json.RawMessage `json:"recommendations,omitempty"`
	ScaleUpEvents   []scaleEvent    `json:"scaleUpEvents"`
	ScaleDownEvents []scaleEvent    `json:"scaleDownEvents"`
}

type scaleEvent struct {
	ReplicaChange int32     `json:"replicaChange"`
	Timestamp     time.Time `json:"timestamp"`
}

// withChanges puts the changes that the cluster's controller made into a state, in the place of those that were only decided: the
// observer writes no scale, and policies count what happened.
func withChanges(before json.RawMessage, changes []Change) (json.RawMessage, error) {
	if before == nil && len(changes) == 0 {
		return nil, nil
	}
	read := state{Version: 1}
	if before != nil {
		if err := json.Unmarshal(before, &read); err != nil {
			return nil, fmt.Errorf("state: %w", err)
		}
	}
	if read.Version != 1 {
		return before, nil
	}
	read.ScaleUpEvents, read.ScaleDownEvents = []scaleEvent{}, []scaleEvent{}
	for _, change := range changes {
		if change.Replicas > 0 {
			read.ScaleUpEvents = append(read.ScaleUpEvents, scaleEvent{change.Replicas, change.At})
		} else if change.Replicas < 0 {
			read.ScaleDownEvents = append(read.ScaleDownEvents, scaleEvent{-change.Replicas, change.At})
		}
	}
	return json.Marshal(read)
}

// recent drops the changes that no policy looks at any more.
func recent(changes []Change, now time.Time) []Change {
	var kept []Change
	for _, change := range changes {
		if now.Sub(change.At) <= longestPeriod {
			kept = append(kept, change)
		}
	}
	return kept
}
