// Command counterpoise-adapter serves the custom, external and resource metrics APIs of Kubernetes from a Prometheus, by
// prometheus-adapter's configuration and flags.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/pflag"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/component-base/logs"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/options"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/server"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

func main() {
	logs.InitLogs()
	err := run(genericapiserver.SetupSignalContext(), os.Args[1:])
	logs.FlushLogs()
	switch {
	case errors.Is(err, pflag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "counterpoise-adapter:", err)
		var refusal *counterpoise.Error
		if errors.As(err, &refusal) && refusal.Hint != "" {
			fmt.Fprintln(os.Stderr, refusal.Hint)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	o := options.New()
	if err := o.AddFlags().Parse(args); err != nil {
		return err
	}
	o.Complete()
	if err := o.Validate(); err != nil {
		return err
	}
	if o.DryRun {
		return server.DryRun(ctx, o, os.Stdout, os.Stderr)
	}
	return server.Run(ctx, o)
}
