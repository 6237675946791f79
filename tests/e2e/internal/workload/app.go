// Package workload is what a control plane without kubelets scales: a sample application, its pods and the Prometheus that scrapes
// it.
package workload

import (
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// App stands for the processes in all pods: one page of metrics, whose series tell the pods by their labels.
type App struct {
	listener net.Listener
	server   *http.Server

	mutex sync.Mutex
	loads map[string]*Load
	// Names of running pods, by namespace and by the value of their label `app`.
	pods map[group][]string
}

type group struct{ namespace, app string }

// Load is a metric of the application.
type Load struct {
	// Metric is the series' name.
	Metric string
	// Labels are those of the series, beside `namespace` and `pod`.
	Labels map[string]string
	// Namespace is the label `namespace`; empty for none.
	Namespace string
	// App has a series for each of its running pods; empty for one series without a pod.
	App string
	// Counter grows by Total or Each in a second, in place of having it as its value.
	Counter bool
	// Total is spread over the pods.
	Total float64
	// Each is that of each pod, beside what Total gives it.
	Each float64

	counted map[string]float64
	last    time.Time
}

// StartApp serves the page on 127.0.0.1.
func StartApp() (*App, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	app := &App{listener: listener, loads: map[string]*Load{}, pods: map[group][]string{}}
	app.server = &http.Server{Handler: app}
	go func() { _ = app.server.Serve(listener) }()
	return app, nil
}

// Address is where the page is.
func (a *App) Address() string { return a.listener.Addr().String() }

// Stop ends the server.
func (a *App) Stop() { _ = a.server.Close() }

// Set gives a load under a name; one that is there already goes on from what it has counted.
func (a *App) Set(name string, load Load) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	now := time.Now()
	load.counted, load.last = map[string]float64{}, now
	if known, ok := a.loads[name]; ok {
		a.advance(known, now)
		load.counted = known.counted
	}
	a.loads[name] = &load
}

// Remove takes the series of a load away.
func (a *App) Remove(name string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	delete(a.loads, name)
}

// running says which pods there are.
func (a *App) running(pods map[group][]string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	now := time.Now()
	// What has been counted until now was counted by the pods that there were.
	for _, load := range a.loads {
		a.advance(load, now)
	}
	a.pods = pods
}

// ServeHTTP writes the page.
func (a *App) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	now := time.Now()
	lines := map[string][]string{}
	for _, load := range a.loads {
		a.advance(load, now)
		for pod, value := range a.values(load) {
			if load.Counter {
				value = load.counted[pod]
			}
			lines[load.Metric] = append(lines[load.Metric], load.line(pod, value))
		}
	}
	for _, metric := range slices.Sorted(maps.Keys(lines)) {
		slices.Sort(lines[metric])
		_, _ = fmt.Fprintf(w, "# TYPE %s untyped\n%s\n", metric, strings.Join(lines[metric], "\n"))
	}
}

// values are what each pod has or counts in a second.
func (a *App) values(load *Load) map[string]float64 {
	if load.App == "" {
		return map[string]float64{"": load.Total}
	}
	pods := a.pods[group{load.Namespace, load.App}]
	values := map[string]float64{}
	for _, pod := range pods {
		values[pod] = load.Each + load.Total/float64(len(pods))
	}
	return values
}

func (a *App) advance(load *Load, now time.Time) {
	passed := now.Sub(load.last).Seconds()
	load.last = now
	for pod, value := range a.values(load) {
		load.counted[pod] += value * passed
	}
}

func (l *Load) line(pod string, value float64) string {
	labels := maps.Clone(l.Labels)
	if labels == nil {
		labels = map[string]string{}
	}
	if l.Namespace != "" {
		labels["namespace"] = l.Namespace
	}
	if pod != "" {
		labels["pod"] = pod
	}
	pairs := make([]string, 0, len(labels))
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		pairs = append(pairs, name+"="+strconv.Quote(labels[name]))
	}
	return fmt.Sprintf("%s{%s} %s", l.Metric, strings.Join(pairs, ","), strconv.FormatFloat(value, 'g', -1, 64))
}
