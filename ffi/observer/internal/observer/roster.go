package observer

import (
	"sync"

	"k8s.io/apimachinery/pkg/types"
)

// roster is which HPAs are decided: at most so many, those that came first. Safe for concurrent use.
type roster struct {
	most int

	lock    sync.Mutex
	decided map[types.NamespacedName]types.UID
	leftOut map[types.NamespacedName]types.UID
}

func newRoster(most int) *roster {
	return &roster{most: most, decided: make(map[types.NamespacedName]types.UID), leftOut: make(map[types.NamespacedName]types.UID)}
}

// add takes an HPA in, and tells whether it is decided.
func (r *roster) add(key types.NamespacedName, uid types.UID) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	if _, known := r.decided[key]; known || len(r.decided) < r.most {
		r.decided[key] = uid
		delete(r.leftOut, key)
		return true
	}
	r.leftOut[key] = uid
	return false
}

// remove takes an HPA out, and gives one that was left out and is decided in its place, where there is one.
func (r *roster) remove(key types.NamespacedName) (next types.NamespacedName, found bool) {
	r.lock.Lock()
	defer r.lock.Unlock()
	delete(r.leftOut, key)
	if _, known := r.decided[key]; !known {
		return next, false
	}
	delete(r.decided, key)
	for other, uid := range r.leftOut {
		delete(r.leftOut, other)
		r.decided[other] = uid
		return other, true
	}
	return next, false
}

// whileDecided calls a function if this HPA, and not one of its name that came later, is decided; it cannot be removed meanwhile.
func (r *roster) whileDecided(key types.NamespacedName, uid types.UID, do func()) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	if known, ok := r.decided[key]; !ok || known != uid {
		return false
	}
	do()
	return true
}

// has tells whether an HPA of this name is decided.
func (r *roster) has(key types.NamespacedName) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	_, known := r.decided[key]
	return known
}

// count is how many are decided and how many left out.
func (r *roster) count() (decided, leftOut int) {
	r.lock.Lock()
	defer r.lock.Unlock()
	return len(r.decided), len(r.leftOut)
}
