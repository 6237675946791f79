package observer

import (
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/cache"
)

// handler takes HPAs in and out as the informer sees them come and go.
func (o *Observer) handler() cache.ResourceEventHandler {
	return cache.ResourceEventHandlerFuncs{
		AddFunc: func(object any) {
			if hpa, ok := object.(*autoscalingv2.HorizontalPodAutoscaler); ok {
				o.add(hpa)
			}
		},
		UpdateFunc: func(before, after any) {
			old, ok := before.(*autoscalingv2.HorizontalPodAutoscaler)
			hpa, same := after.(*autoscalingv2.HorizontalPodAutoscaler)
			if ok && same {
				o.update(old, hpa)
			}
		},
		DeleteFunc: func(object any) {
			if last, ok := object.(cache.DeletedFinalStateUnknown); ok {
				object = last.Obj
			}
			if hpa, ok := object.(*autoscalingv2.HorizontalPodAutoscaler); ok {
				o.remove(keyOf(hpa))
			}
		},
	}
}

func (o *Observer) add(hpa *autoscalingv2.HorizontalPodAutoscaler) {
	key := keyOf(hpa)
	if o.roster.add(key, hpa.UID) {
		o.queue.Add(key)
	} else {
		o.Own.LeftOut()
		o.Log.Warn("an HPA is left out, there are as many as --max-hpas allows", "hpa", key)
	}
	o.Own.Watches(o.roster.count())
}

func (o *Observer) update(before, after *autoscalingv2.HorizontalPodAutoscaler) {
	if before.UID != after.UID {
		o.remove(keyOf(before))
		o.add(after)
		return
	}
	key := keyOf(after)
	if !o.roster.has(key) {
		return
	}
	if change, ok := decide.ChangeOf(&before.Status, &after.Status); ok {
		o.Decider.Changed(key, change)
	}
	// The controller syncs a spec that changed at once, too.
	if before.Generation != after.Generation {
		o.queue.Add(key)
	}
}

func (o *Observer) remove(key types.NamespacedName) {
	next, found := o.roster.remove(key)
	o.Store.Delete(key)
	o.Decider.Forget(key)
	if o.Teller != nil {
		o.Teller.Forget(key)
	}
	if found {
		o.queue.Add(next)
	}
	o.Own.Watches(o.roster.count())
}

func keyOf(hpa *autoscalingv2.HorizontalPodAutoscaler) types.NamespacedName {
	return types.NamespacedName{Namespace: hpa.Namespace, Name: hpa.Name}
}
