// Command bench loads the adapter's handlers, within one process and without authentication, from a Prometheus whose
// answers are canned, and says what a client sees: requests a second, percentiles, and the same while engines are
// replaced. An answer that is not the right one is an error, and any error is a failure.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/klog/v2"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/observe"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/server"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// result is what is printed.
type result struct {
	Series     int     `json:"series"`
	Clients    int     `json:"clients"`
	Seconds    float64 `json:"seconds"`
	Requests   int     `json:"requests"`
	PerSecond  float64 `json:"requestsPerSecond"`
	P50        float64 `json:"p50Milliseconds"`
	P99        float64 `json:"p99Milliseconds"`
	Max        float64 `json:"maxMilliseconds"`
	Replaced   int     `json:"enginesReplaced"`
	ReplaceP99 float64 `json:"p99MillisecondsWhileReplaced"`
	RestP99    float64 `json:"p99MillisecondsOtherwise"`
	SwapMax    float64 `json:"longestSwapMicroseconds"`
	Relist     float64 `json:"firstRelistSeconds"`
	RelistLoad float64 `json:"relistUnderLoadSeconds"`
	RSS        int     `json:"residentMiB"`
	PeakRSS    int     `json:"peakResidentMiB"`
	Errors     int     `json:"errors"`
}

func main() {
	series := flag.Int("series", 100_000, "how many series Prometheus has")
	clients := flag.Int("clients", 64, "how many clients ask at once")
	duration := flag.Duration("duration", 20*time.Second, "for how long they ask")
	replace := flag.Duration("replace-every", 5*time.Second, "the time from one replacement of the engine to the next; 0: none is made")
	profile := flag.String("cpuprofile", "", "where to write a profile of the load")
	asJSON := flag.Bool("json", false, "print JSON")
	flag.Parse()
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	r, err := run(*series, *clients, *duration, *replace, *profile)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if *asJSON {
		_ = json.NewEncoder(os.Stdout).Encode(r)
	} else {
		print(r)
	}
	if r.Errors > 0 {
		os.Exit(1)
	}
}

func print(r *result) {
	fmt.Printf("%d series, %d clients, %.0f s: %d requests, %d errors\n", r.Series, r.Clients, r.Seconds, r.Requests, r.Errors)
	fmt.Printf("  %.0f requests/s, p50 %.2f ms, p99 %.2f ms, longest %.1f ms\n", r.PerSecond, r.P50, r.P99, r.Max)
	fmt.Printf("  %d engines replaced: p99 %.2f ms meanwhile, %.2f ms otherwise; the swap itself at most %.1f µs\n", r.Replaced, r.ReplaceP99, r.RestP99, r.SwapMax)
	fmt.Printf("  relist %.2f s alone, %.2f s under load; %d MiB resident, %d MiB at most\n", r.Relist, r.RelistLoad, r.RSS, r.PeakRSS)
}

// pods lists the pods of a namespace.
type pods struct{}

func (pods) Names(_ context.Context, namespace string, _ schema.GroupResource, _ labels.Selector) ([]string, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(namespace, "team-"))
	if err != nil {
		return nil, err
	}
	names := make([]string, podsOfNamespace)
	for p := range names {
		names[p] = podOf(n, p)
	}
	return names, nil
}

type noEvents struct{}

func (noEvents) Warn(string, string) {}
func (noEvents) Note(string, string) {}

func run(series, clients int, duration, replace time.Duration, profile string) (*result, error) {
	data := newCanned(series)
	upstream := httptest.NewServer(data)
	defer upstream.Close()
	holder := &engine.Holder{}
	observer := observe.New("", "", func() (time.Duration, bool) { return 0, false }, noEvents{})
	c := prometheus.Defaults()
	c.URL, c.MaxConcurrency, c.MaxResponseBytes = upstream.URL, clients, 1<<30
	client, err := prometheus.New(c, observer)
	if err != nil {
		return nil, err
	}
	handler, err := server.Unprotected(server.Parts{
		Backend:  &provider.Backend{Holder: holder, Prometheus: client, Objects: pods{}, Observer: observer},
		Observer: observer,
		Timeout:  time.Minute,
	})
	if err != nil {
		return nil, err
	}
	maker := &engine.Maker{Prometheus: client, MaxAge: time.Hour, Concurrency: 4}
	if err := counterpoise.Warm(context.Background()); err != nil {
		return nil, err
	}
	start := time.Now()
	first, err := maker.Make(context.Background(), config())
	if err != nil {
		return nil, err
	}
	relist := time.Since(start)
	holder.Replace(first)
	defer holder.Replace(nil)
	adapter := httptest.NewServer(handler)
	defer adapter.Close()

	l := &load{data: data, address: adapter.URL, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}}
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return nil, err
		}
		defer pprof.StopCPUProfile()
	}
	replacer := &replacer{maker: maker, holder: holder, load: l}
	r, err := l.run(clients, duration, replace, replacer)
	if err != nil {
		return nil, err
	}
	r.Series, r.Relist = data.series(), relist.Seconds()
	r.RSS, r.PeakRSS = memory("VmRSS"), memory("VmHWM")
	return r, nil
}

// memory is a field of /proc/self/status in MiB; 0 where there is none.
func memory(field string) int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, field+":"); ok {
			kib, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
			return kib / 1024
		}
	}
	return 0
}
