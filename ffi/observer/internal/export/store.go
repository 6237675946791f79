package export

import (
	"sort"
	"sync"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"k8s.io/apimachinery/pkg/types"
)

// Store holds the last decision of each HPA. Safe for concurrent use.
type Store struct {
	lock      sync.RWMutex
	decisions map[types.NamespacedName]*decide.Decision
}

// NewStore makes an empty one.
func NewStore() *Store {
	return &Store{decisions: make(map[types.NamespacedName]*decide.Decision)}
}

// Put keeps the decision as its HPA's last one, and gives the one before, or nil.
func (s *Store) Put(decision *decide.Decision) *decide.Decision {
	s.lock.Lock()
	defer s.lock.Unlock()
	before := s.decisions[decision.HPA]
	s.decisions[decision.HPA] = decision
	return before
}

// Delete drops what is known of an HPA.
func (s *Store) Delete(key types.NamespacedName) {
	s.lock.Lock()
	defer s.lock.Unlock()
	delete(s.decisions, key)
}

// Get is an HPA's last decision, or nil.
func (s *Store) Get(key types.NamespacedName) *decide.Decision {
	s.lock.RLock()
	defer s.lock.RUnlock()
	return s.decisions[key]
}

// All are the last decisions of all HPAs, by namespace and name.
func (s *Store) All() []*decide.Decision {
	s.lock.RLock()
	all := make([]*decide.Decision, 0, len(s.decisions))
	for _, decision := range s.decisions {
		all = append(all, decision)
	}
	s.lock.RUnlock()
	sort.Slice(all, func(i, j int) bool { return all[i].HPA.String() < all[j].HPA.String() })
	return all
}
