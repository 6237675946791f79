// Package options reads the observer's flags.
package options

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
)

// Options are the observer's flags.
type Options struct {
	// Kubeconfig is the file that tells how the API server is reached; empty: that of $KUBECONFIG, or of the pod.
	Kubeconfig string
	// ListenAddress is where HTTP is answered.
	ListenAddress string
	// Namespaces are those whose HPAs are decided; none stands for all.
	Namespaces []string
	// KubeVersion is the release whose behaviour is wanted; empty: the API server's.
	KubeVersion string
	// Workers is how many HPAs are synced at once.
	Workers int
	// MaxHPAs is how many HPAs are decided at most.
	MaxHPAs int
	// MaxMetricRequests is how many requests for metrics are under way at once.
	MaxMetricRequests int
	// MaxAnswerBytes is how long an answer of a metrics API may be.
	MaxAnswerBytes int64
	// RequestTimeout is how long a request for a scale or for metrics may take.
	RequestTimeout time.Duration
	// QPS and Burst bound the requests to the API server.
	QPS   float64
	Burst int
	// EmitEvents is whether changes are told as events.
	EmitEvents bool
	// EventsPerMinute is how many at most.
	EventsPerMinute int
	// LogLevel is the least that is logged: debug, info, warn or error.
	LogLevel string
	// Version is whether the version is printed and nothing else done.
	Version bool

	syncPeriod, downscaleStabilization, cpuInitializationPeriod, initialReadinessDelay time.Duration
	tolerance                                                                          float64
}

// Parse reads arguments. The error is flag.ErrHelp where help was asked for, which is printed to `usage`, as errors are.
func Parse(arguments []string, usage io.Writer) (*Options, error) {
	o := &Options{}
	flags := flag.NewFlagSet("counterpoise-observer", flag.ContinueOnError)
	flags.SetOutput(usage)
	o.define(flags)
	if err := flags.Parse(arguments); err != nil {
		return nil, err
	}
	if rest := flags.Args(); len(rest) > 0 {
		return nil, fmt.Errorf("%q is no flag", rest[0])
	}
	return o, o.check()
}

func (o *Options) define(flags *flag.FlagSet) {
	const controller = "horizontal-pod-autoscaler-"
	flags.StringVar(&o.Kubeconfig, "kubeconfig", "", "`file` that tells how the API server is reached; by default that of $KUBECONFIG, or of the pod")
	flags.StringVar(&o.ListenAddress, "listen-address", ":8080", "`address` where /metrics, /healthz, /readyz and /debug/hpa/ are answered")
	flags.Func("namespace", "`names` of the namespaces whose HPAs are decided, separated by commas or by repeating the flag; all by default", o.addNamespaces)
	flags.StringVar(&o.KubeVersion, "kube-version", "", "`release` of the cluster's controller, such as 1.37; by default the API server's")
	flags.DurationVar(&o.syncPeriod, controller+"sync-period", 15*time.Second, "how long between two syncs of an HPA, as kube-controller-manager has it")
	flags.Float64Var(&o.tolerance, controller+"tolerance", 0.1, "how far the ratio of usage to target may be from 1, as kube-controller-manager has it")
	flags.DurationVar(&o.downscaleStabilization, controller+"downscale-stabilization", 5*time.Minute, "how long the highest recommendation holds, as kube-controller-manager has it")
	flags.DurationVar(&o.cpuInitializationPeriod, controller+"cpu-initialization-period", 5*time.Minute, "how long after its start a pod's CPU samples count only once it is ready, as kube-controller-manager has it")
	flags.DurationVar(&o.initialReadinessDelay, controller+"initial-readiness-delay", 30*time.Second, "how long after a pod's start its first readiness is still to come, as kube-controller-manager has it")
	flags.IntVar(&o.Workers, "concurrent-horizontal-pod-autoscaler-syncs", 5, "how many HPAs are synced at once")
	flags.IntVar(&o.MaxHPAs, "max-hpas", 2000, "how many HPAs are decided at most; the others are counted")
	flags.IntVar(&o.MaxMetricRequests, "max-concurrent-metric-requests", 10, "how many requests for metrics are under way at once")
	flags.Int64Var(&o.MaxAnswerBytes, "max-answer-bytes", 8<<20, "how long an answer of a metrics API may be")
	flags.DurationVar(&o.RequestTimeout, "request-timeout", 10*time.Second, "how long a request for a scale or for metrics may take")
	flags.Float64Var(&o.QPS, "kube-api-qps", 50, "requests to the API server a second")
	flags.IntVar(&o.Burst, "kube-api-burst", 100, "requests to the API server at once beyond that")
	flags.BoolVar(&o.EmitEvents, "emit-events", false, "whether changes are told as events of the HPA")
	flags.IntVar(&o.EventsPerMinute, "events-per-minute", 30, "how many events are recorded at most")
	flags.StringVar(&o.LogLevel, "log-level", "info", "the least that is logged: debug, info, warn or error")
	flags.BoolVar(&o.Version, "version", false, "print the version and end")
}

func (o *Options) addNamespaces(text string) error {
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			return errors.New("a namespace has a name")
		}
		if !slices.Contains(o.Namespaces, name) {
			o.Namespaces = append(o.Namespaces, name)
		}
	}
	return nil
}

func (o *Options) check() error {
	for _, flag := range []struct {
		name string
		ok   bool
	}{
		{"horizontal-pod-autoscaler-sync-period", o.syncPeriod > 0},
		{"horizontal-pod-autoscaler-tolerance", o.tolerance >= 0},
		{"concurrent-horizontal-pod-autoscaler-syncs", o.Workers > 0},
		{"max-hpas", o.MaxHPAs > 0},
		{"max-concurrent-metric-requests", o.MaxMetricRequests > 0},
		{"max-answer-bytes", o.MaxAnswerBytes > 0},
		{"request-timeout", o.RequestTimeout > 0},
		{"kube-api-qps", o.QPS > 0},
		{"kube-api-burst", o.Burst > 0},
		{"events-per-minute", o.EventsPerMinute > 0},
	} {
		if !flag.ok {
			return fmt.Errorf("--%s is out of range", flag.name)
		}
	}
	return nil
}

// SyncPeriod is how long between two syncs of an HPA.
func (o *Options) SyncPeriod() time.Duration { return o.syncPeriod }

// Controller are the flags of the cluster's controller.
func (o *Options) Controller() hpa.Options {
	return hpa.Options{
		SyncPeriod:              &o.syncPeriod,
		Tolerance:               &o.tolerance,
		DownscaleStabilization:  &o.downscaleStabilization,
		CPUInitializationPeriod: &o.cpuInitializationPeriod,
		InitialReadinessDelay:   &o.initialReadinessDelay,
	}
}
