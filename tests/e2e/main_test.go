// Package e2e holds the engine, and the adapter that is made of it, against a real control plane: `cargo xtask e2e` builds and
// starts it.
package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/adapter"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/controlplane"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/workload"
	"k8s.io/client-go/kubernetes"
)

// What `cargo xtask e2e` hands over.
const (
	// The folder with kube-apiserver, kube-controller-manager and kubectl.
	kubernetesVariable = "COUNTERPOISE_E2E_KUBERNETES"
	// The adapter's program.
	adapterVariable = "COUNTERPOISE_E2E_ADAPTER"
	// The observer's program.
	observerVariable = "COUNTERPOISE_E2E_OBSERVER"
	// The counterpoise command.
	commandVariable = "COUNTERPOISE_E2E_COMMAND"
	// Keeps the logs of all programs in this folder.
	folderVariable = "COUNTERPOISE_E2E_FOLDER"
)

// root is the folder of the workspace.
const root = "../.."

// cluster is what all scenarios share.
var cluster struct {
	folder     string
	plane      *controlplane.ControlPlane
	proxy      *recorder.Proxy
	app        *workload.App
	kubelet    *workload.Kubelet
	prometheus *workload.Prometheus
	adapter    *adapter.Adapter
	client     kubernetes.Interface
}

func TestMain(m *testing.M) {
	if os.Getenv(kubernetesVariable) == "" {
		fmt.Println("skipped: there is no control plane; run `cargo xtask e2e`")
		return
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := 1
	stop, err := start(ctx)
	// An interrupt ends the programs, on which the scenarios fail.
	unregister := context.AfterFunc(ctx, stop)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		status = m.Run()
	}
	unregister()
	stop()
	cancel()
	os.Exit(status)
}

// start starts everything; what it gives ends all that was started.
func start(ctx context.Context) (stop func(), err error) {
	var started []func()
	stop = func() {
		for index := len(started) - 1; index >= 0; index-- {
			started[index]()
		}
	}
	folder, remove, err := folder()
	if err != nil {
		return stop, err
	}
	cluster.folder = folder
	started = append(started, remove)
	programs, err := programs()
	if err != nil {
		return stop, err
	}
	if cluster.plane, err = controlplane.Start(ctx, folder, programs); err != nil {
		return stop, err
	}
	started = append(started, cluster.plane.Stop)
	if cluster.client, err = kubernetes.NewForConfig(cluster.plane.Admin); err != nil {
		return stop, err
	}
	certificate, err := cluster.plane.ServingCertificate("recorder")
	if err != nil {
		return stop, err
	}
	cluster.proxy, err = recorder.Start(
		cluster.plane.Endpoint(), cluster.plane.CertificateAuthority(), certificate.Certificate, certificate.Key,
	)
	if err != nil {
		return stop, err
	}
	started = append(started, cluster.proxy.Stop)
	if err := cluster.plane.StartControllers(cluster.proxy.URL()); err != nil {
		return stop, err
	}
	if cluster.app, err = workload.StartApp(); err != nil {
		return stop, err
	}
	started = append(started, cluster.app.Stop)
	ctx, cancel := context.WithCancel(ctx)
	started = append(started, cancel)
	if cluster.kubelet, err = workload.StartKubelet(ctx, cluster.client, cluster.app); err != nil {
		return stop, err
	}
	prometheus, err := exec.LookPath("prometheus")
	if err != nil {
		return stop, err
	}
	if cluster.prometheus, err = workload.StartPrometheus(ctx, folder, prometheus, cluster.app); err != nil {
		return stop, err
	}
	started = append(started, func() { cluster.prometheus.Stop() })
	cluster.adapter, err = adapter.Register(ctx, cluster.plane, adapter.Config{
		Program:    os.Getenv(adapterVariable),
		Deploy:     filepath.Join(root, "ffi/adapter/deploy"),
		Folder:     folder,
		Prometheus: cluster.prometheus.URL(),
		Rules:      rules,
	})
	if cluster.adapter != nil {
		started = append(started, func() { cluster.adapter.Stop() })
	}
	return stop, err
}

func folder() (path string, remove func(), err error) {
	if kept := os.Getenv(folderVariable); kept != "" {
		return kept, func() {}, os.MkdirAll(kept, 0o755)
	}
	path, err = os.MkdirTemp("", "counterpoise-e2e-")
	return path, func() { _ = os.RemoveAll(path) }, err
}

func programs() (controlplane.Programs, error) {
	etcd, err := exec.LookPath("etcd")
	kubernetes := os.Getenv(kubernetesVariable)
	return controlplane.Programs{
		Etcd:              etcd,
		APIServer:         filepath.Join(kubernetes, "kube-apiserver"),
		ControllerManager: filepath.Join(kubernetes, "kube-controller-manager"),
		Kubectl:           filepath.Join(kubernetes, "kubectl"),
	}, err
}
