// Command counterpoise-observer decides every HPA of a cluster as its controller does and publishes why. It writes no scale.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/options"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/run"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	options, err := options.Parse(os.Args[1:], os.Stderr)
	if err == nil {
		err = run.Run(ctx, options, os.Stdout)
	}
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
	default:
		fmt.Fprintln(os.Stderr, "counterpoise-observer:", err)
		stop()
		os.Exit(1)
	}
}
