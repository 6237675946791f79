package options_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/options"
)

func TestDefaultsAreTheControllers(t *testing.T) {
	o, err := options.Parse(nil, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	controller := o.Controller()
	if o.SyncPeriod() != 15*time.Second || *controller.SyncPeriod != 15*time.Second || *controller.Tolerance != 0.1 ||
		*controller.DownscaleStabilization != 5*time.Minute || *controller.CPUInitializationPeriod != 5*time.Minute ||
		*controller.InitialReadinessDelay != 30*time.Second {
		t.Errorf("they are %+v", controller)
	}
	if o.EmitEvents || len(o.Namespaces) != 0 {
		t.Errorf("they are %+v", o)
	}
}

func TestFlags(t *testing.T) {
	o, err := options.Parse([]string{
		"--kubeconfig", "file", "--listen-address=127.0.0.1:0", "--namespace=a,b", "--namespace", "c", "--namespace=a",
		"--horizontal-pod-autoscaler-sync-period=2s", "--horizontal-pod-autoscaler-tolerance=0.25",
		"--horizontal-pod-autoscaler-downscale-stabilization=1m", "--horizontal-pod-autoscaler-cpu-initialization-period=2m",
		"--horizontal-pod-autoscaler-initial-readiness-delay=3s", "--kube-version=1.34", "--emit-events",
	}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	controller := o.Controller()
	if o.Kubeconfig != "file" || o.ListenAddress != "127.0.0.1:0" || o.KubeVersion != "1.34" || !o.EmitEvents {
		t.Errorf("they are %+v", o)
	}
	if !slices.Equal(o.Namespaces, []string{"a", "b", "c"}) {
		t.Errorf("the namespaces are %v", o.Namespaces)
	}
	if o.SyncPeriod() != 2*time.Second || *controller.Tolerance != 0.25 || *controller.DownscaleStabilization != time.Minute ||
		*controller.CPUInitializationPeriod != 2*time.Minute || *controller.InitialReadinessDelay != 3*time.Second {
		t.Errorf("they are %+v", controller)
	}
}

func TestFlagsThatAreNone(t *testing.T) {
	for _, arguments := range [][]string{
		{"--apply"}, {"web"}, {"--namespace="}, {"--namespace=a,,b"}, {"--horizontal-pod-autoscaler-sync-period=0s"},
		{"--horizontal-pod-autoscaler-tolerance=-1"}, {"--horizontal-pod-autoscaler-tolerance=NaN"}, {"--max-hpas=0"},
		{"--concurrent-horizontal-pod-autoscaler-syncs=0"}, {"--events-per-minute=-1"}, {"--max-answer-bytes=0"},
	} {
		if _, err := options.Parse(arguments, io.Discard); err == nil {
			t.Errorf("%v is taken", arguments)
		}
	}
}

func TestHelp(t *testing.T) {
	var out bytes.Buffer
	if _, err := options.Parse([]string{"--help"}, &out); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("the error is %v", err)
	}
	if !strings.Contains(out.String(), "-horizontal-pod-autoscaler-sync-period") {
		t.Errorf("it is %s", out.String())
	}
}
