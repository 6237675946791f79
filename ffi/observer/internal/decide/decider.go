package decide

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	"k8s.io/apimachinery/pkg/types"
)

// Decider makes syncs and keeps what the engine remembers of each HPA. Safe for concurrent use, with one sync of an HPA at a time.
type Decider struct {
	options hpa.Options
	profile string

	lock     sync.Mutex
	memories map[types.NamespacedName]*memory
}

// New makes one with the flags of the cluster's controller and the profile of its release, such as "1.37".
func New(options hpa.Options, profile string) *Decider {
	return &Decider{options: options, profile: profile, memories: make(map[types.NamespacedName]*memory)}
}

// Sync decides one snapshot. What fails is told in the decision's Error.
func (d *Decider) Sync(ctx context.Context, snapshot *cluster.Snapshot, now time.Time) *Decision {
	key := types.NamespacedName{Namespace: snapshot.HPA.Namespace, Name: snapshot.HPA.Name}
	decision, state, err := d.decide(ctx, snapshot, d.recall(key, now), now)
	if err != nil {
		return Failed(snapshot.HPA, now, err)
	}
	d.remember(key, state, decision)
	return decision
}

// decide gives the decision and the engine's state for the next one.
func (d *Decider) decide(ctx context.Context, snapshot *cluster.Snapshot, memory memory, now time.Time) (*Decision, json.RawMessage, error) {
	state, err := withChanges(memory.state, memory.changes)
	if err != nil {
		return nil, nil, err
	}
	input := hpa.Input{
		HPA:        snapshot.HPA,
		Scale:      snapshot.Scale,
		ScaleError: snapshot.ScaleError,
		Pods:       snapshot.Pods,
		Metrics:    snapshot.Metrics,
		Others:     snapshot.Others,
		Options:    d.options,
		State:      state,
		Now:        now,
		Profile:    d.profile,
		Resources:  snapshot.Resources,
	}
	output, err := hpa.Reconcile(ctx, input)
	if err != nil {
		return nil, nil, err
	}
	decision := read(snapshot, output, now)
	decision.Disagreement, err = compare(ctx, input, output, decision, memory)
	return decision, output.State, err
}

// recall gives a copy of what is kept of an HPA.
func (d *Decider) recall(key types.NamespacedName, now time.Time) memory {
	d.lock.Lock()
	defer d.lock.Unlock()
	kept := d.of(key)
	if kept.since.IsZero() {
		kept.since = now
	}
	kept.changes = recent(kept.changes, now)
	return *kept
}

// remember keeps what a sync came to, unless the HPA went while it was made.
func (d *Decider) remember(key types.NamespacedName, state json.RawMessage, decision *Decision) {
	d.lock.Lock()
	defer d.lock.Unlock()
	kept, ok := d.memories[key]
	if !ok {
		return
	}
	// Changes that came while the sync was made stay.
	kept.state, kept.disagreement, kept.decided = state, decision.Disagreement, &decision.Desired
}

// Changed tells of a change that the cluster's controller made.
func (d *Decider) Changed(key types.NamespacedName, change Change) {
	d.lock.Lock()
	defer d.lock.Unlock()
	kept := d.of(key)
	kept.changes = append(recent(kept.changes, change.At), change)
}

// Forget drops what is kept of an HPA.
func (d *Decider) Forget(key types.NamespacedName) {
	d.lock.Lock()
	defer d.lock.Unlock()
	delete(d.memories, key)
}

func (d *Decider) of(key types.NamespacedName) *memory {
	kept, ok := d.memories[key]
	if !ok {
		kept = &memory{}
		d.memories[key] = kept
	}
	return kept
}
