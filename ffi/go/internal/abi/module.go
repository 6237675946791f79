//go:build !counterpoise_cgo

package abi

import (
	"context"
	_ "embed"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
)

// The C ABI compiled to WebAssembly by `cargo xtask go`. It imports one function, which its loops call now and then: see pause.
//
//go:embed counterpoise.wasm
var wasm []byte

// Name says which of the two engines this is.
const Name = "wasm"

// pageLimit bounds an instance's memory: 1 GiB of pages of 64 KiB.
const pageLimit = 1 << 14

// code is the module, ready to be instantiated.
type code struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

// translated is the module as machine code, once it is.
var translated atomic.Pointer[code]

// translating is closed once the module is machine code, or never will be.
var translating = make(chan struct{})

// interpreted is the module as it can run at once. Machine code takes a second to make and is some fifty times faster: it is made
// meanwhile, and serves every instance from then on.
var interpreted = sync.OnceValues(func() (*code, error) {
	code, err := prepare(context.Background(), wazero.NewRuntimeConfigInterpreter())
	// Not beside it: both would be late where there are few processors.
	go translate()
	return code, err
})

func translate() {
	defer close(translating)
	// Platforms without a compiler stay with the interpreter.
	defer func() { _ = recover() }()
	workers := experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0))
	if code, err := prepare(workers, wazero.NewRuntimeConfigCompiler()); err == nil {
		translated.Store(code)
	}
}

func prepare(ctx context.Context, config wazero.RuntimeConfig) (*code, error) {
	r := wazero.NewRuntimeWithConfig(ctx, config.WithMemoryLimitPages(pageLimit))
	if err := addPause(ctx, r); err != nil {
		return nil, fmt.Errorf("counterpoise: the module has nothing to pause it: %w", err)
	}
	module, err := r.CompileModule(ctx, wasm)
	if err != nil {
		return nil, fmt.Errorf("counterpoise: the module cannot be compiled: %w", err)
	}
	return &code{runtime: r, module: module}, nil
}

// ready is the code to make an instance of.
func ready() (*code, error) {
	if code := translated.Load(); code != nil {
		return code, nil
	}
	return interpreted()
}

// Warm waits until calls are as fast as they get, or the channel is closed.
func Warm(done <-chan struct{}) error {
	if _, err := interpreted(); err != nil {
		return err
	}
	select {
	case <-translating:
	case <-done:
	}
	return nil
}
