package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func TestWhatCannotRunSaysWhy(t *testing.T) {
	for args, says := range map[string]string{
		"--no-such-flag":                                 "no-such-flag",
		"--secure-port=6443":                             "--config",
		"--dry-run --config=/does/not/exist":             "--config",
		"--config=/does/not/exist --kubeconfig=/nowhere": "/nowhere",
	} {
		if err := run(t.Context(), strings.Fields(args)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", args, err)
		}
	}
	if err := run(t.Context(), []string{"--help"}); !errors.Is(err, pflag.ErrHelp) {
		t.Error(err)
	}
}
