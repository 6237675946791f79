// Package observer starts counterpoise-observer outside of the cluster, as the account that its files give it.
package observer

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/controlplane"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/process"
)

// The observer's account, as its files name it.
const (
	namespace = "counterpoise"
	name      = "counterpoise-observer"
)

// ready is how long the observer may take to be ready.
const ready = 60 * time.Second

// Observer is a running one.
type Observer struct {
	url     string
	process *process.Process
}

// Start creates the observer's account and roles from the files in a folder, starts it as that account, and waits until it is ready.
func Start(ctx context.Context, plane *controlplane.ControlPlane, folder, program, deploy string) (*Observer, error) {
	for _, file := range []string{"namespace.yaml", "rbac.yaml"} {
		if _, err := plane.Kubectl.Run(ctx, "apply", "--filename="+filepath.Join(deploy, file)); err != nil {
			return nil, err
		}
	}
	token, err := plane.Kubectl.Run(ctx, "--namespace="+namespace, "create", "token", name)
	if err != nil {
		return nil, err
	}
	kubeconfig, err := plane.KubeconfigWithToken(name, strings.TrimSpace(token))
	if err != nil {
		return nil, err
	}
	ports, err := process.Ports(1)
	if err != nil {
		return nil, err
	}
	address := fmt.Sprintf("127.0.0.1:%d", ports[0])
	const controller = "--horizontal-pod-autoscaler-"
	started, err := process.Start(folder, process.Program{Name: "observer", Path: program, Arguments: []string{
		"--kubeconfig=" + kubeconfig,
		"--listen-address=" + address,
		controller + "sync-period=" + controlplane.SyncPeriod.String(),
		controller + "downscale-stabilization=" + controlplane.DownscaleStabilization.String(),
		controller + "cpu-initialization-period=" + controlplane.CPUInitialization.String(),
		controller + "initial-readiness-delay=" + controlplane.InitialReadinessDelay.String(),
	}})
	if err != nil {
		return nil, err
	}
	o := &Observer{url: "http://" + address, process: started}
	err = process.Until(ctx, ready, "the observer", func(ctx context.Context) error {
		if err := o.process.Alive(); err != nil {
			return err
		}
		_, err := o.Get(ctx, "/readyz")
		return err
	})
	if err != nil {
		o.Stop()
	}
	return o, err
}

// Get reads a page of the observer.
func (o *Observer) Get(ctx context.Context, path string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, o.url+path, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close() //nolint:errcheck // It was only read.
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", path, answer.Status, text)
	}
	return string(text), err
}

// Samples are the samples of the observer's page about an HPA, by their names and the labels that they have beside its own.
func (o *Observer) Samples(ctx context.Context, namespace, hpa string) (map[string]float64, error) {
	page, err := o.Get(ctx, "/metrics")
	if err != nil {
		return nil, err
	}
	samples := map[string]float64{}
	for line := range strings.Lines(page) {
		metric, text, ok := strings.Cut(strings.TrimSpace(line), "} ")
		metric, labels, labelled := strings.Cut(metric, "{")
		value, err := strconv.ParseFloat(text, 64)
		if !ok || !labelled || err != nil {
			continue
		}
		var others []string
		of := 0
		for label := range strings.SplitSeq(labels, ",") {
			switch label {
			case fmt.Sprintf("namespace=%q", namespace), fmt.Sprintf("horizontalpodautoscaler=%q", hpa):
				of++
			default:
				others = append(others, label)
			}
		}
		if of == 2 {
			samples[strings.TrimSuffix(metric+"{"+strings.Join(others, ",")+"}", "{}")] = value
		}
	}
	return samples, nil
}

// Stop ends it.
func (o *Observer) Stop() { o.process.Stop() }
