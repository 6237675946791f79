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
)

// result is what is printed.
type result struct {
	Series     int     `json:"series"`
	Clients    int     `json:"clients"`
	Rate       float64 `json:"rate"`
	Seconds    float64 `json:"seconds"`
	Requests   int     `json:"requests"`
	PerSecond  float64 `json:"requestsPerSecond"`
	P50        float64 `json:"p50Milliseconds"`
	P99        float64 `json:"p99Milliseconds"`
	Max        float64 `json:"maxMilliseconds"`
	Replaced   int     `json:"enginesReplaced"`
	While      window  `json:"whileReplaced"`
	Rest       window  `json:"otherwise"`
	SwapMax    float64 `json:"longestSwapMicroseconds"`
	Relist     float64 `json:"firstRelistSeconds"`
	RelistLoad float64 `json:"relistUnderLoadSeconds"`
	RSS        int     `json:"residentMiB"`
	PeakRSS    int     `json:"peakResidentMiB"`
	Errors     int     `json:"errors"`
}

// window is what holds while an engine is made, or while none is.
type window struct {
	P99 float64 `json:"p99Milliseconds"`
	told
}

// settings are the flags.
type settings struct {
	series, clients   int
	rate              float64
	duration, replace time.Duration
	profile           string
	peer              bool
}

func main() {
	var s settings
	flag.IntVar(&s.series, "series", 100_000, "how many series Prometheus has")
	flag.IntVar(&s.clients, "clients", 64, "how many clients ask at once")
	flag.Float64Var(&s.rate, "rate", 0, "how many requests a second all clients send together; 0: each asks again once it is answered")
	flag.DurationVar(&s.duration, "duration", 20*time.Second, "for how long they ask")
	flag.DurationVar(&s.replace, "replace-every", 5*time.Second, "the time from one replacement of the engine to the next; 0: none is made")
	flag.StringVar(&s.profile, "cpuprofile", "", "where to write a profile of the load")
	flag.BoolVar(&s.peer, "peer", false, "load the same API server with the translation by what Go has")
	asJSON := flag.Bool("json", false, "print JSON")
	flag.Parse()
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	r, err := run(s)
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
	way := "each asks again once it is answered"
	if r.Rate > 0 {
		way = fmt.Sprintf("%.0f requests a second together", r.Rate)
	}
	fmt.Printf("%d series, %d clients, %s, %.0f s: %d requests, %d errors\n", r.Series, r.Clients, way, r.Seconds, r.Requests, r.Errors)
	fmt.Printf("  %.0f requests/s, p50 %.2f ms, p99 %.2f ms, longest %.1f ms\n", r.PerSecond, r.P50, r.P99, r.Max)
	fmt.Printf("  %d engines replaced; the swap itself at most %.1f µs\n", r.Replaced, r.SwapMax)
	for _, w := range []struct {
		name string
		window
	}{{"while an engine is made", r.While}, {"otherwise", r.Rest}} {
		fmt.Printf("  %s: p99 %.2f ms; goroutines wait to run p99 %.2f ms, the collector stops all at most %.2f ms\n",
			w.name, w.P99, w.RunnableP99, w.Stopped)
	}
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

func run(s settings) (*result, error) {
	data := newCanned(s.series)
	upstream := httptest.NewServer(data)
	defer upstream.Close()
	var handler http.Handler
	var replacer replacer
	var err error
	if s.peer {
		handler, err = newPeer(upstream.URL, s.clients)
	} else {
		handler, err = replacer.adapter(upstream.URL, s.clients)
	}
	if err != nil {
		return nil, err
	}
	defer replacer.holder.Replace(nil)
	adapter := httptest.NewServer(handler)
	defer adapter.Close()

	l := &load{data: data, address: adapter.URL, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: s.clients}}, clients: s.clients}
	if s.rate > 0 {
		l.interval = time.Duration(float64(s.clients) / s.rate * float64(time.Second))
	}
	if s.profile != "" {
		f, err := os.Create(s.profile)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return nil, err
		}
		defer pprof.StopCPUProfile()
	}
	every := s.replace
	if s.peer {
		// It has nothing to replace.
		every = 0
	}
	replacer.load = l
	r, err := l.run(s.duration, every, &replacer)
	if err != nil {
		return nil, err
	}
	r.Series, r.Rate, r.Relist = data.series(), s.rate, replacer.first.Seconds()
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
