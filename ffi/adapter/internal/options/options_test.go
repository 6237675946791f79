package options

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

func parse(t *testing.T, args ...string) (*Options, error) {
	t.Helper()
	o := New()
	if err := o.AddFlags().Parse(args); err != nil {
		return nil, err
	}
	o.Complete()
	return o, o.Validate()
}

// upstream are prometheus-adapter's own flags.
var upstream = []string{
	"prometheus-url", "prometheus-auth-incluster", "prometheus-auth-config", "prometheus-ca-file", "prometheus-client-tls-cert-file",
	"prometheus-client-tls-key-file", "prometheus-token-file", "prometheus-header", "prometheus-verb", "config", "metrics-relist-interval",
	"metrics-max-age", "disable-http2", "lister-kubeconfig", "discovery-interval", "client-qps", "client-burst",
	"secure-port", "bind-address", "cert-dir", "tls-cert-file", "tls-private-key-file", "tls-cipher-suites", "tls-min-version",
	"authentication-kubeconfig", "authorization-kubeconfig", "authentication-skip-lookup", "authorization-always-allow-paths",
	"requestheader-client-ca-file", "client-ca-file", "audit-log-path", "audit-policy-file", "profiling", "contention-profiling", "v", "vmodule",
}

func TestFlagsOfPrometheusAdapterAreTaken(t *testing.T) {
	fs := New().AddFlags()
	for _, name := range upstream {
		if fs.Lookup(name) == nil && fs.ShorthandLookup(name) == nil {
			t.Errorf("--%s is not there", name)
		}
	}
}

func TestDefaultsAreThoseOfPrometheusAdapter(t *testing.T) {
	o, err := parse(t, "--config=x")
	if err != nil {
		t.Fatal(err)
	}
	if o.Prometheus.URL != "https://localhost" || o.Prometheus.Verb != "GET" || o.RelistInterval != 10*time.Minute || o.MaxAge != 10*time.Minute || o.Compat != "upstream" {
		t.Errorf("%+v", o)
	}
}

func TestFirstArgumentMayBeTheBinary(t *testing.T) {
	// The Helm chart's manifest gives the image's entry point once more.
	if _, err := parse(t, "/adapter", "--config=x", "--secure-port=6443"); err != nil {
		t.Error(err)
	}
}

func TestKubeconfigServesForAllThatAreNotGiven(t *testing.T) {
	o, err := parse(t, "--config=x", "--kubeconfig=all", "--authorization-kubeconfig=own")
	if err != nil {
		t.Fatal(err)
	}
	if o.RemoteKubeConfigFile != "all" || o.Authentication.RemoteKubeConfigFile != "all" || o.Authorization.RemoteKubeConfigFile != "own" {
		t.Errorf("%q %q %q", o.RemoteKubeConfigFile, o.Authentication.RemoteKubeConfigFile, o.Authorization.RemoteKubeConfigFile)
	}
}

func TestWhatCannotBeUsedIsNamed(t *testing.T) {
	for flags, name := range map[string]string{
		"":                         "--config",
		"--config=x --compat=fast": "--compat",
		"--config=x --metrics-relist-interval=0s":   "--metrics-relist-interval",
		"--config=x --metrics-relist-concurrency=0": "--metrics-relist-concurrency",
		"--config=x --config-poll-interval=-1s":     "--config-poll-interval",
		"--config=x --shutdown-delay-duration=-1s":  "--shutdown-delay-duration",
		"--config=x --dry-run-path=/apis":           "--dry-run",
		"--config=x --prometheus-verb=PUT":          "--prometheus-verb",
		"--config=x --prometheus-url=here":          "--prometheus-url",
		"--config=x --no-such-flag":                 "no-such-flag",
	} {
		if _, err := parse(t, strings.Fields(flags)...); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: %v", flags, err)
		}
	}
}

// Every flag stands in the document, and none that there is not.
func TestDocumentNamesTheFlags(t *testing.T) {
	text, err := os.ReadFile("../../../../docs/migrate-from-prometheus-adapter.md")
	if err != nil {
		t.Fatal(err)
	}
	fs := New().AddFlags()
	told := map[string]bool{}
	for _, m := range regexp.MustCompile("`--([a-z0-9-]+)[` ]").FindAllStringSubmatch(string(text), -1) {
		told[m[1]] = true
		if fs.Lookup(m[1]) == nil {
			t.Errorf("the document names --%s, which is none of the adapter's", m[1])
		}
	}
	fs.VisitAll(func(f *pflag.Flag) {
		if !told[f.Name] && f.Deprecated == "" {
			t.Errorf("the document does not name --%s", f.Name)
		}
	})
}
