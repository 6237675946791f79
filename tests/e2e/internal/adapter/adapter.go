// Package adapter starts counterpoise-adapter outside of the cluster and registers it with the files that it is deployed by.
package adapter

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/controlplane"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/process"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

// The adapter's account and service, as its files name them.
const (
	Namespace = "monitoring"
	name      = "counterpoise-adapter"
	pod       = name + "-0"
)

// Relist is the time from one listing of series to the next.
const Relist = time.Second

// served is how long an API may take to be served through the API server, which looks at one that failed only now and then.
const served = 90 * time.Second

// Adapter is a running one.
type Adapter struct {
	program, folder string
	arguments       []string
	configFile      string
	url             string
	client          *http.Client
	anybody         *http.Client
	process         *process.Process
	aggregated      rest.Interface
}

// Config is what an adapter is started with.
type Config struct {
	// Program is the binary, Deploy the folder of the files that it is deployed by.
	Program, Deploy string
	// Folder gets its files.
	Folder string
	// Prometheus is where it asks.
	Prometheus string
	// Rules are its configuration.
	Rules string
}

// Register creates the adapter's account, roles and APIServices, and starts it as that account.
func Register(ctx context.Context, plane *controlplane.ControlPlane, config Config) (*Adapter, error) {
	ports, err := process.Ports(1)
	if err != nil {
		return nil, err
	}
	if err := apply(ctx, plane, config.Deploy, ports[0]); err != nil {
		return nil, err
	}
	token, err := plane.Kubectl.Run(ctx, "--namespace="+Namespace, "create", "token", name)
	if err != nil {
		return nil, err
	}
	kubeconfig, err := plane.KubeconfigWithToken(name, strings.TrimSpace(token))
	if err != nil {
		return nil, err
	}
	// The name that the API server expects of the service.
	serving, err := plane.ServingCertificate(name, name+"."+Namespace+".svc")
	if err != nil {
		return nil, err
	}
	admin, err := kubernetes.NewForConfig(plane.Admin)
	if err != nil {
		return nil, err
	}
	transport, err := rest.TransportFor(plane.Admin)
	if err != nil {
		return nil, err
	}
	anybody, err := rest.TransportFor(rest.AnonymousClientConfig(plane.Admin))
	if err != nil {
		return nil, err
	}
	a := &Adapter{
		program:    config.Program,
		folder:     config.Folder,
		configFile: filepath.Join(config.Folder, "adapter.yaml"),
		url:        fmt.Sprintf("https://127.0.0.1:%d", ports[0]),
		client:     &http.Client{Transport: transport, Timeout: 10 * time.Second},
		anybody:    &http.Client{Transport: anybody, Timeout: 10 * time.Second},
		aggregated: admin.RESTClient(),
	}
	a.arguments = []string{
		"--lister-kubeconfig=" + kubeconfig,
		"--authentication-kubeconfig=" + kubeconfig,
		"--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", ports[0]),
		"--tls-cert-file=" + serving.Certificate,
		"--tls-private-key-file=" + serving.Key,
		"--prometheus-url=" + config.Prometheus,
		"--config=" + a.configFile,
		"--metrics-relist-interval=" + Relist.String(),
		// Series that are gone are forgotten soon, but not at the first scrape that fails.
		"--metrics-max-age=3s",
	}
	if err := a.Configure(config.Rules); err != nil {
		return nil, err
	}
	return a, a.Start(ctx)
}

// apply creates what the adapter's own files say, with the APIs of its service at a port of this machine.
func apply(ctx context.Context, plane *controlplane.ControlPlane, deploy string, port int) error {
	if _, err := plane.Kubectl.Run(ctx, "create", "namespace", Namespace); err != nil {
		return err
	}
	service := fmt.Sprintf(`{"apiVersion": "v1", "kind": "Service", "metadata": {"name": %q, "namespace": %q},
		"spec": {"type": "ExternalName", "externalName": "localhost"}}`, name, Namespace)
	if _, err := plane.Kubectl.RunWith(ctx, service, "apply", "--filename=-"); err != nil {
		return err
	}
	for _, file := range []string{"service-account.yaml", "rbac.yaml", "rbac-readers.yaml"} {
		if _, err := plane.Kubectl.Run(ctx, "apply", "--filename="+filepath.Join(deploy, file)); err != nil {
			return err
		}
	}
	services, err := os.ReadFile(filepath.Join(deploy, "api-services.yaml"))
	if err != nil {
		return err
	}
	authority, err := os.ReadFile(plane.CertificateAuthority())
	if err != nil {
		return err
	}
	for from, to := range map[string]string{
		"port: 443":                   fmt.Sprintf("port: %d", port),
		"insecureSkipTLSVerify: true": "caBundle: " + base64.StdEncoding.EncodeToString(authority),
	} {
		if !bytes.Contains(services, []byte(from)) {
			return fmt.Errorf("api-services.yaml has no %q", from)
		}
		services = bytes.ReplaceAll(services, []byte(from), []byte(to))
	}
	_, err = plane.Kubectl.RunWith(ctx, string(services), "apply", "--filename=-")
	return err
}

// Configure writes the configuration, as a whole at once.
func (a *Adapter) Configure(rules string) error {
	next := a.configFile + ".next"
	if err := os.WriteFile(next, []byte(rules), 0o644); err != nil {
		return err
	}
	return os.Rename(next, a.configFile)
}

// Reload tells the adapter to read its configuration.
func (a *Adapter) Reload() error { return a.process.Signal(syscall.SIGHUP) }

// Start starts it and waits until its APIs are served through the API server.
func (a *Adapter) Start(ctx context.Context) error {
	started, err := process.Start(a.folder, process.Program{
		Name:      "adapter",
		Path:      a.program,
		Arguments: a.arguments,
		// The pod that its events are about.
		Environment: []string{"POD_NAME=" + pod, "POD_NAMESPACE=" + Namespace},
	})
	if err != nil {
		return err
	}
	a.process = started
	return process.Until(ctx, served, "the metrics APIs", func(ctx context.Context) error {
		if err := a.process.Alive(); err != nil {
			return err
		}
		var missing []error
		for _, version := range []string{
			"custom.metrics.k8s.io/v1beta1", "custom.metrics.k8s.io/v1beta2", "external.metrics.k8s.io/v1beta1", "metrics.k8s.io/v1beta1",
		} {
			if _, err := a.Get(ctx, "/apis/"+version); err != nil {
				missing = append(missing, fmt.Errorf("%s: %w", version, err))
			}
		}
		return errors.Join(missing...)
	})
}

// Get asks the API server for a path of the metrics APIs.
func (a *Adapter) Get(ctx context.Context, path string) (string, error) {
	text, err := a.aggregated.Get().RequestURI(path).DoRaw(ctx)
	return string(text), err
}

// GetOwn asks the adapter itself for a path, as the administrator.
func (a *Adapter) GetOwn(ctx context.Context, path string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, a.url+path, nil)
	if err != nil {
		return "", err
	}
	answer, err := a.client.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close() //nolint:errcheck // It was only read.
	var text bytes.Buffer
	if _, err := text.ReadFrom(answer.Body); err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s: %s: %s", path, answer.Status, text.String())
	}
	return text.String(), nil
}

// StatusFor is the status with which the adapter itself answers the owner of a token; without a token, anybody.
func (a *Adapter) StatusFor(ctx context.Context, token, path string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, a.url+path, nil)
	if err != nil {
		return 0, err
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := a.anybody.Do(request)
	if err != nil {
		return 0, err
	}
	return answer.StatusCode, answer.Body.Close()
}

// Kill ends it at once.
func (a *Adapter) Kill() { a.process.Kill() }

// Stop ends it.
func (a *Adapter) Stop() { a.process.Stop() }

// Log is what it has printed.
func (a *Adapter) Log() string { return a.process.Log() }
