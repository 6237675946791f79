package observer

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/tell"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/util/workqueue"
)

// Parts are what an observer is made of.
type Parts struct {
	// Cluster is what is read.
	Cluster *cluster.Cluster
	// Decider makes the syncs.
	Decider *decide.Decider
	// Store is where decisions are published.
	Store *export.Store
	// Own are the metrics about the observer.
	Own *export.Own
	// Teller records events; nil where none are wanted.
	Teller *tell.Teller
	// Log is where failures are told.
	Log *slog.Logger
	// Period is how long between two syncs of an HPA.
	Period time.Duration
	// Workers is how many HPAs are synced at once.
	Workers int
	// MaxHPAs is how many HPAs are decided at most.
	MaxHPAs int
}

// Observer decides all HPAs of a cluster over and over.
type Observer struct {
	Parts
	roster *roster
	queue  workqueue.TypedDelayingInterface[types.NamespacedName]
	ready  atomic.Bool
}

// New makes an observer that listens to its cluster, which must not be started yet.
func New(parts Parts) (*Observer, error) {
	o := &Observer{
		Parts:  parts,
		roster: newRoster(parts.MaxHPAs),
		queue:  workqueue.NewTypedDelayingQueue[types.NamespacedName](),
	}
	return o, parts.Cluster.OnHPA(o.handler())
}

// Run observes until the context ends, and returns once all syncs that were under way have ended.
func (o *Observer) Run(ctx context.Context) error {
	defer o.Cluster.Wait()
	defer o.queue.ShutDown()
	if err := o.Cluster.Start(ctx); err != nil {
		// To be asked to end while it starts is no failure.
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	o.ready.Store(true)
	o.Log.Info("the informers hold the cluster's objects")
	var workers sync.WaitGroup
	for range o.Workers {
		workers.Go(func() { o.work(ctx) })
	}
	<-ctx.Done()
	o.queue.ShutDown()
	workers.Wait()
	return nil
}

// Ready is whether the informers hold the cluster's objects.
func (o *Observer) Ready() bool { return o.ready.Load() }

func (o *Observer) work(ctx context.Context) {
	for {
		key, ended := o.queue.Get()
		if ended {
			return
		}
		o.sync(ctx, key)
		o.queue.Done(key)
	}
}

// sync decides an HPA once and has it synced again a period after it began.
func (o *Observer) sync(ctx context.Context, key types.NamespacedName) {
	begin := time.Now()
	object := o.Cluster.HPA(key)
	if object == nil || !o.roster.has(key) {
		return
	}
	var decision *decide.Decision
	snapshot, err := o.Cluster.Read(ctx, object)
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		decision = decide.Failed(object, begin, err)
	default:
		decision = o.Decider.Sync(ctx, snapshot, time.Now())
	}
	var before *decide.Decision
	current := o.roster.whileDecided(key, object.UID, func() {
		before = o.Store.Put(decision)
		if o.Teller != nil {
			o.Teller.Tell(object, decision)
		}
	})
	if !current {
		// It went while it was synced. What the sync remembered of it goes, too.
		if !o.roster.has(key) {
			o.Decider.Forget(key)
		}
		return
	}
	o.Own.Synced(before, decision, time.Since(begin))
	o.log(before, decision)
	o.queue.AddAfter(key, o.Period-time.Since(begin))
}

// log tells of what begins and ends; what lasts stands in the metrics.
func (o *Observer) log(before, after *decide.Decision) {
	failed := before != nil && before.Error != ""
	if after.Error != "" && !failed {
		o.Log.Warn("an HPA cannot be decided", "hpa", after.HPA, "error", after.Error)
	}
	if after.Error == "" && failed {
		o.Log.Info("an HPA is decided again", "hpa", after.HPA)
	}
	if now := after.Disagreement; now != nil && (before == nil || before.Disagreement == nil) {
		o.Log.Debug("the controller decided otherwise", "hpa", after.HPA, "decided", now.Decided,
			"controller", now.Controller, "reason", now.Reason, "why", now.Why)
	}
}
