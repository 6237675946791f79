package decide

import (
	"encoding/json"
	"time"
)

// memory is what is kept of an HPA from sync to sync.
type memory struct {
	// state is the engine's, as the last sync gave it.
	state json.RawMessage
	// changes are those that the cluster's controller made.
	changes []Change
	// since is the first sync.
	since time.Time
	// decided is the count of the last sync, nil before the first.
	decided *int32
	// disagreement is that of the last sync.
	disagreement *Disagreement
}
