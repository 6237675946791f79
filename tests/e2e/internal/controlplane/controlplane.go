// Package controlplane starts a control plane of Kubernetes on 127.0.0.1: etcd, kube-apiserver and kube-controller-manager with
// the controllers that an HPA needs. There is no scheduler and no kubelet.
package controlplane

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/process"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// What the controller is started with, where it is not the default: fast enough for a suite, and with windows that syncs do not
// hit exactly.
const (
	SyncPeriod             = 2 * time.Second
	DownscaleStabilization = 7 * time.Second
	CPUInitialization      = 9 * time.Second
	InitialReadinessDelay  = 3 * time.Second
)

// start is how long the whole may take to stand.
const start = 60 * time.Second

// Programs are the paths of what is started.
type Programs struct{ Etcd, APIServer, ControllerManager, Kubectl string }

// ControlPlane is a running one.
type ControlPlane struct {
	// Admin may do all that there is.
	Admin *rest.Config
	// Kubectl runs the client of the same release as Admin.
	Kubectl Kubectl

	folder    string
	programs  Programs
	ca        *authority
	tokens    map[string]string
	endpoint  string
	processes []*process.Process
}

// The users that the API server knows; they may do everything. Others have accounts.
const (
	adminUser      = "admin"
	controllerUser = "kube-controller-manager"
)

// Start starts etcd and the API server, and waits until it is ready. Its files are below the folder.
func Start(ctx context.Context, folder string, programs Programs) (*ControlPlane, error) {
	c := &ControlPlane{folder: folder, programs: programs, tokens: map[string]string{}}
	if err := c.start(ctx); err != nil {
		c.Stop()
		return nil, err
	}
	return c, nil
}

func (c *ControlPlane) start(ctx context.Context) error {
	ports, err := process.Ports(3)
	if err != nil {
		return err
	}
	etcd, err := c.etcd(ports[0], ports[1])
	if err != nil {
		return err
	}
	if err := c.apiServer(etcd, ports[2]); err != nil {
		return err
	}
	c.Admin = c.config(adminUser)
	kubeconfig, err := c.kubeconfig(adminUser, c.tokens[adminUser], c.endpoint)
	if err != nil {
		return err
	}
	c.Kubectl = Kubectl{path: c.programs.Kubectl, kubeconfig: kubeconfig}
	client, err := kubernetes.NewForConfig(c.Admin)
	if err != nil {
		return err
	}
	return process.Until(ctx, start, "the API server", func(ctx context.Context) error {
		if err := c.alive(); err != nil {
			return err
		}
		_, err := client.RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		return err
	})
}

// etcd starts the store, and gives its address.
func (c *ControlPlane) etcd(port, peers int) (string, error) {
	client, peer := local("http", port), local("http", peers)
	return client, c.run("etcd", c.programs.Etcd,
		"--name=e2e",
		"--data-dir="+filepath.Join(c.folder, "etcd"),
		"--listen-client-urls="+client,
		"--advertise-client-urls="+client,
		"--listen-peer-urls="+peer,
		"--initial-advertise-peer-urls="+peer,
		"--initial-cluster=e2e="+peer,
		"--logger=zap",
		"--log-level=warn",
	)
}

func (c *ControlPlane) apiServer(etcd string, port int) error {
	ca, err := newAuthority(c.folder, "ca")
	if err != nil {
		return err
	}
	c.ca = ca
	// Requests that the aggregator passes on are told from others by an authority of their own.
	frontProxyCA, err := newAuthority(c.folder, "front-proxy-ca")
	if err != nil {
		return err
	}
	frontProxy, err := frontProxyCA.sign(c.folder, "front-proxy-client")
	if err != nil {
		return err
	}
	serving, err := ca.sign(c.folder, "kube-apiserver")
	if err != nil {
		return err
	}
	accounts := filepath.Join(c.folder, "service-accounts.key")
	if err := serviceAccountKey(accounts); err != nil {
		return err
	}
	users, err := c.users()
	if err != nil {
		return err
	}
	c.endpoint = local("https", port)
	return c.run("kube-apiserver", c.programs.APIServer,
		"--etcd-servers="+etcd,
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", port),
		"--advertise-address=127.0.0.1",
		"--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.96.0.0/24",
		"--tls-cert-file="+serving.Certificate,
		"--tls-private-key-file="+serving.Key,
		"--client-ca-file="+ca.file,
		"--token-auth-file="+users,
		"--authorization-mode=RBAC",
		"--disable-admission-plugins=ServiceAccount",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file="+accounts,
		"--service-account-signing-key-file="+accounts,
		"--requestheader-client-ca-file="+frontProxyCA.file,
		"--requestheader-allowed-names=front-proxy-client",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--requestheader-group-headers=X-Remote-Group",
		"--requestheader-username-headers=X-Remote-User",
		"--proxy-client-cert-file="+frontProxy.Certificate,
		"--proxy-client-key-file="+frontProxy.Key,
	)
}

// users writes the file of tokens.
func (c *ControlPlane) users() (string, error) {
	var lines strings.Builder
	for _, user := range []string{adminUser, controllerUser} {
		token := make([]byte, 16)
		if _, err := rand.Read(token); err != nil {
			return "", err
		}
		c.tokens[user] = hex.EncodeToString(token)
		fmt.Fprintf(&lines, "%s,%s,%s,system:masters\n", c.tokens[user], user, user)
	}
	file := filepath.Join(c.folder, "tokens.csv")
	return file, os.WriteFile(file, []byte(lines.String()), 0o600)
}

// StartControllers starts kube-controller-manager, which talks to the given address in place of the API server's.
//
// One HPA is synced after the other, so that what it asks between reading one scale and the next belongs to one of them.
func (c *ControlPlane) StartControllers(endpoint string) error {
	kubeconfig, err := c.kubeconfig(controllerUser, c.tokens[controllerUser], endpoint)
	if err != nil {
		return err
	}
	return c.run("kube-controller-manager", c.programs.ControllerManager,
		"--kubeconfig="+kubeconfig,
		"--controllers=deployment-controller,replicaset-controller,horizontal-pod-autoscaler-controller",
		"--leader-elect=false",
		"--secure-port=0",
		"--kube-api-content-type=application/json",
		"--kube-api-qps=500",
		"--kube-api-burst=1000",
		"--concurrent-horizontal-pod-autoscaler-syncs=1",
		"--horizontal-pod-autoscaler-sync-period="+SyncPeriod.String(),
		"--horizontal-pod-autoscaler-downscale-stabilization="+DownscaleStabilization.String(),
		"--horizontal-pod-autoscaler-cpu-initialization-period="+CPUInitialization.String(),
		"--horizontal-pod-autoscaler-initial-readiness-delay="+InitialReadinessDelay.String(),
	)
}

func (c *ControlPlane) run(name, path string, arguments ...string) error {
	started, err := process.Start(c.folder, process.Program{Name: name, Path: path, Arguments: arguments})
	if err == nil {
		c.processes = append(c.processes, started)
	}
	return err
}

func (c *ControlPlane) alive() error {
	var ended []error
	for _, process := range c.processes {
		ended = append(ended, process.Alive())
	}
	return errors.Join(ended...)
}

// Stop ends all of it, the last started first.
func (c *ControlPlane) Stop() {
	for index := len(c.processes) - 1; index >= 0; index-- {
		c.processes[index].Stop()
	}
}

// Endpoint is the address of the API server.
func (c *ControlPlane) Endpoint() *url.URL {
	endpoint, _ := url.Parse(c.endpoint)
	return endpoint
}

// CertificateAuthority is the file of the certificate that signs those of servers.
func (c *ControlPlane) CertificateAuthority() string { return c.ca.file }

// ServingCertificate makes a certificate for a server of these names.
func (c *ControlPlane) ServingCertificate(name string, names ...string) (Pair, error) {
	return c.ca.sign(c.folder, name, names...)
}

func (c *ControlPlane) config(user string) *rest.Config {
	return &rest.Config{
		Host:            c.endpoint,
		BearerToken:     c.tokens[user],
		TLSClientConfig: rest.TLSClientConfig{CAFile: c.ca.file},
		QPS:             -1,
	}
}

// kubeconfig writes the file by which a user reaches an address, and gives its path.
func (c *ControlPlane) kubeconfig(user, token, endpoint string) (string, error) {
	return c.kubeconfigOf(user, &clientcmdapi.AuthInfo{Token: token}, endpoint)
}

func (c *ControlPlane) kubeconfigOf(user string, who *clientcmdapi.AuthInfo, endpoint string) (string, error) {
	cluster := &clientcmdapi.Cluster{Server: endpoint, CertificateAuthority: c.ca.file}
	config := clientcmdapi.Config{
		Clusters:       map[string]*clientcmdapi.Cluster{"e2e": cluster},
		AuthInfos:      map[string]*clientcmdapi.AuthInfo{user: who},
		Contexts:       map[string]*clientcmdapi.Context{"e2e": {Cluster: "e2e", AuthInfo: user}},
		CurrentContext: "e2e",
	}
	file := filepath.Join(c.folder, user+".kubeconfig")
	return file, clientcmd.WriteToFile(config, file)
}

// KubeconfigWithToken writes the file by which the owner of a token reaches the API server, and gives its path.
func (c *ControlPlane) KubeconfigWithToken(user, token string) (string, error) {
	return c.kubeconfig(user, token, c.endpoint)
}

// Impersonating writes the file by which the administrator acts as another user, who has that user's rights, and gives its path.
func (c *ControlPlane) Impersonating(user string) (string, error) {
	return c.kubeconfigOf(user, &clientcmdapi.AuthInfo{Token: c.tokens[adminUser], Impersonate: user}, c.endpoint)
}

func local(scheme string, port int) string { return fmt.Sprintf("%s://127.0.0.1:%d", scheme, port) }
