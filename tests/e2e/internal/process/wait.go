package process

import (
	"context"
	"fmt"
	"time"
)

// between is the time from one look to the next.
const between = 50 * time.Millisecond

// Until looks until what is awaited is there, that is, until `look` gives no error; its last error tells what was missing.
func Until(ctx context.Context, deadline time.Duration, what string, look func(context.Context) error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, deadline, fmt.Errorf("not within %v", deadline))
	defer cancel()
	ticker := time.NewTicker(between)
	defer ticker.Stop()
	var missing error
	for {
		err := look(ctx)
		if err == nil {
			return nil
		}
		// A look that the deadline cut short tells nothing.
		if missing == nil || ctx.Err() == nil {
			missing = err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w: %w", what, context.Cause(ctx), missing)
		case <-ticker.C:
		}
	}
}
