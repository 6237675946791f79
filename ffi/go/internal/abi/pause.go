//go:build !counterpoise_cgo

package abi

import (
	"context"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Machine code of a module cannot be interrupted by Go's scheduler: as long as it runs, its processor runs nothing else, what
// waits in that processor's queue waits, and a garbage collection, which has to look at every goroutine's stack, keeps the others
// spinning until it returns. `cargo xtask go` has therefore put a call of this import into the loops of the module, for every some
// thousands of turns, less than a millisecond: that is Go code, in which a goroutine can be interrupted.

// addPause gives a runtime the module that has the import.
func addPause(ctx context.Context, r wazero.Runtime) error {
	host := r.NewHostModuleBuilder("counterpoise")
	host.NewFunctionBuilder().WithGoFunction(api.GoFunc(pause), nil, nil).Export("pause")
	_, err := host.Instantiate(ctx)
	return err
}

// pausing is the key of the function that is called in pauses.
type pausing struct{}

// pause is what the module calls.
func pause(ctx context.Context, _ []uint64) {
	if rest, ok := ctx.Value(pausing{}).(func()); ok {
		rest()
	}
}

// rest does what the module's pauses do, in work on an instance that is not the module's.
func (in *instance) rest() { pause(in.calls, nil) }

// pausedBy has the calls of an instance pause with a function; nil for none.
func (in *instance) pausedBy(rest func()) {
	in.calls = context.Background()
	if rest != nil {
		in.calls = context.WithValue(in.calls, pausing{}, rest)
	}
}
