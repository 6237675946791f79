// Package options holds the adapter's flags: prometheus-adapter's under their names, and its own.
package options

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/pflag"
	"k8s.io/component-base/logs"
	"k8s.io/klog/v2"
	basecmd "sigs.k8s.io/custom-metrics-apiserver/pkg/cmd"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Name is the API server's name, as prometheus-adapter has it.
const Name = "prometheus-metrics-adapter"

// Options are the values of all flags.
type Options struct {
	// AdapterBase has the flags of the API server and of the client for the cluster.
	basecmd.AdapterBase

	// Prometheus is how Prometheus is asked.
	Prometheus prometheus.Config
	// ConfigFile is the file with the rules.
	ConfigFile string
	// ConfigPoll is the time between two looks at the file; 0: only SIGHUP reloads it.
	ConfigPoll time.Duration
	// RelistInterval is the time between two listings of the series.
	RelistInterval time.Duration
	// MaxAge is how old a series may be; 0 stands for RelistInterval.
	MaxAge time.Duration
	// RelistConcurrency bounds how many requests of one listing run at once.
	RelistConcurrency int
	// Compat is "upstream" or "safe".
	Compat string
	// Kubeconfig serves where none of the three of its kind is given.
	Kubeconfig string
	// DisableHTTP2 has the API served by HTTP/1.1 only.
	DisableHTTP2 bool
	// ShutdownDelay is how long requests are still taken after the order to stop, while /readyz already fails.
	ShutdownDelay time.Duration
	// DryRun prints what would be asked, and serves nothing.
	DryRun bool
	// DryRunPath is the path of a request whose query is printed, too.
	DryRunPath string
}

// New gives the options with their defaults.
func New() *Options {
	o := &Options{
		Prometheus:        prometheus.Defaults(),
		ConfigPoll:        10 * time.Second,
		RelistInterval:    10 * time.Minute,
		RelistConcurrency: 4,
		Compat:            string(counterpoise.Upstream),
	}
	o.Name = Name
	o.DiscoveryInterval = 10 * time.Minute
	o.FlagSet = pflag.NewFlagSet("counterpoise-adapter", pflag.ContinueOnError)
	return o
}

// AddFlags adds all flags to the set and gives it.
func (o *Options) AddFlags() *pflag.FlagSet {
	// The base adds its own, and those of the generic API server.
	fs := o.Flags()
	o.addPrometheusFlags(fs)
	fs.StringVar(&o.ConfigFile, "config", o.ConfigFile,
		"File with the rules: prometheus-adapter's configuration, a ConfigMap that holds it, or values of its Helm chart.")
	fs.DurationVar(&o.ConfigPoll, "config-poll-interval", o.ConfigPoll,
		"Time between two looks at --config, which is reloaded when it changed. 0: only on SIGHUP.")
	fs.DurationVar(&o.RelistInterval, "metrics-relist-interval", o.RelistInterval,
		"Time between two listings of Prometheus' series.")
	fs.DurationVar(&o.MaxAge, "metrics-max-age", o.MaxAge,
		"How far back a series counts as there. 0: as long as --metrics-relist-interval.")
	fs.IntVar(&o.RelistConcurrency, "metrics-relist-concurrency", o.RelistConcurrency,
		"How many requests of one listing run at once; as many answers are held in memory.")
	fs.DurationVar(&o.Prometheus.SeriesTimeout, "metrics-relist-timeout", o.Prometheus.SeriesTimeout,
		"How long one request of a listing may take.")
	fs.StringVar(&o.Compat, "compat", o.Compat,
		"upstream: as prometheus-adapter does, byte for byte. safe: mends what is known to hurt, and one bad rule does not take the others with it.")
	fs.StringVar(&o.Kubeconfig, "kubeconfig", o.Kubeconfig,
		"Serves for --lister-kubeconfig, --authentication-kubeconfig and --authorization-kubeconfig where these are not given.")
	fs.BoolVar(&o.DisableHTTP2, "disable-http2", o.DisableHTTP2, "Serve HTTP/1.1 only.")
	fs.DurationVar(&o.ShutdownDelay, "shutdown-delay-duration", o.ShutdownDelay,
		"How long requests are still taken after the order to stop, while /readyz already fails.")
	fs.BoolVar(&o.DryRun, "dry-run", o.DryRun,
		"Print what a listing asks Prometheus for, and end. Nothing is asked and nothing is served.")
	fs.StringVar(&o.DryRunPath, "dry-run-path", o.DryRunPath,
		"With --dry-run: list the series, and print the query for this request, such as /apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests.")
	logs.AddFlags(fs)
	return fs
}

func (o *Options) addPrometheusFlags(fs *pflag.FlagSet) {
	p := &o.Prometheus
	fs.StringVar(&p.URL, "prometheus-url", p.URL, "Where Prometheus' HTTP API begins. Its query parameters go with every request.")
	fs.BoolVar(&p.AuthInCluster, "prometheus-auth-incluster", p.AuthInCluster,
		"Use the pod's service account for Prometheus.")
	fs.StringVar(&p.AuthConfig, "prometheus-auth-config", p.AuthConfig,
		"Kubeconfig with the credentials for Prometheus.")
	fs.StringVar(&p.CAFile, "prometheus-ca-file", p.CAFile, "Certificates that Prometheus' own is checked with.")
	fs.StringVar(&p.CertFile, "prometheus-client-tls-cert-file", p.CertFile,
		"Client certificate for Prometheus, read anew for each connection.")
	fs.StringVar(&p.KeyFile, "prometheus-client-tls-key-file", p.KeyFile,
		"Key of the client certificate, read anew for each connection.")
	fs.StringVar(&p.TokenFile, "prometheus-token-file", p.TokenFile,
		"File with a bearer token for Prometheus, read anew for each request.")
	fs.StringArrayVar(&p.Headers, "prometheus-header", p.Headers,
		"Header of every request to Prometheus, name=value. Can be repeated.")
	fs.StringVar(&p.Verb, "prometheus-verb", p.Verb, "HTTP verb of requests to Prometheus: GET or POST.")
	fs.DurationVar(&p.Timeout, "prometheus-timeout", p.Timeout, "How long one query to Prometheus may take.")
	fs.IntVar(&p.MaxConcurrency, "prometheus-max-concurrency", p.MaxConcurrency,
		"How many requests to Prometheus run at once; others wait.")
	fs.Int64Var(&p.MaxResponseBytes, "prometheus-max-response-bytes", p.MaxResponseBytes,
		"How large an answer of Prometheus may be, in bytes after decompression.")
	fs.DurationVar(&p.MaxBackoff, "prometheus-max-backoff", p.MaxBackoff,
		"The longest time for which a Prometheus that is down is left alone. 0: it is asked each time.")
}

// Complete fills in what follows from other flags.
func (o *Options) Complete() {
	if o.MaxAge == 0 {
		o.MaxAge = o.RelistInterval
	}
	if o.Kubeconfig == "" {
		return
	}
	for _, file := range []*string{
		&o.RemoteKubeConfigFile,
		&o.Authentication.RemoteKubeConfigFile,
		&o.Authorization.RemoteKubeConfigFile,
	} {
		if *file == "" {
			*file = o.Kubeconfig
		}
	}
}

// Validate says what of the flags cannot be used.
func (o *Options) Validate() error {
	errs := []error{o.Prometheus.Validate()}
	if o.ConfigFile == "" {
		errs = append(errs, errors.New("--config is missing: give the file with the rules"))
	}
	if o.RelistInterval <= 0 {
		errs = append(errs, errors.New("--metrics-relist-interval must be positive"))
	}
	if o.ConfigPoll < 0 {
		errs = append(errs, errors.New("--config-poll-interval must not be negative"))
	}
	if o.RelistConcurrency < 1 {
		errs = append(errs, errors.New("--metrics-relist-concurrency must be at least 1"))
	}
	if o.ShutdownDelay < 0 {
		errs = append(errs, errors.New("--shutdown-delay-duration must not be negative"))
	}
	switch counterpoise.Compat(o.Compat) {
	case counterpoise.Upstream, counterpoise.Safe:
	default:
		errs = append(errs, fmt.Errorf("--compat is %q; it can be upstream or safe", o.Compat))
	}
	if o.DryRunPath != "" && !o.DryRun {
		errs = append(errs, errors.New("--dry-run-path needs --dry-run"))
	}
	if o.MaxAge < o.RelistInterval {
		klog.InfoS("--metrics-max-age is shorter than --metrics-relist-interval, so that metrics come and go")
	}
	return errors.Join(errs...)
}
