package prometheus

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// newTransport makes the way to Prometheus. As in prometheus-adapter a CA file takes the place of the credentials of a
// kubeconfig or a service account, and a token file is added to either.
func newTransport(c Config) (http.RoundTripper, error) {
	var way http.RoundTripper
	var err error
	if c.CAFile == "" && (c.AuthInCluster || c.AuthConfig != "") {
		way, err = kubeconfigTransport(c)
	} else {
		way, err = plainTransport(c)
	}
	if err != nil {
		return nil, err
	}
	if c.TokenFile == "" {
		return way, nil
	}
	if _, err := readToken(c.TokenFile); err != nil {
		return nil, err
	}
	return &tokenTransport{file: c.TokenFile, next: way}, nil
}

func plainTransport(c Config) (http.RoundTripper, error) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = c.MaxConcurrency
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	if c.CAFile != "" {
		pem, err := os.ReadFile(c.CAFile)
		if err != nil {
			return nil, fmt.Errorf("--prometheus-ca-file: %w", err)
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("--prometheus-ca-file %s holds no certificate in PEM", c.CAFile)
		}
		t.TLSClientConfig.RootCAs = pool
	}
	if c.CertFile != "" {
		load := func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
			return &pair, err
		}
		if _, err := load(nil); err != nil {
			return nil, fmt.Errorf("--prometheus-client-tls-cert-file: %w", err)
		}
		t.TLSClientConfig.GetClientCertificate = load
	}
	return t, nil
}

func kubeconfigTransport(c Config) (http.RoundTripper, error) {
	if c.AuthInCluster {
		config, err := rest.InClusterConfig()
		if err != nil {
			return nil, fmt.Errorf("--prometheus-auth-incluster: %w", err)
		}
		return rest.TransportFor(config)
	}
	rules := &clientcmd.ClientConfigLoadingRules{ExplicitPath: c.AuthConfig}
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, &clientcmd.ConfigOverrides{}).ClientConfig()
	if err != nil {
		return nil, fmt.Errorf("--prometheus-auth-config %s: %w", c.AuthConfig, err)
	}
	return rest.TransportFor(config)
}

// tokenTransport reads the token for each request, since a projected token is replaced while the adapter runs.
type tokenTransport struct {
	file string
	next http.RoundTripper
}

func (t *tokenTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	token, err := readToken(t.file)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+token)
	return t.next.RoundTrip(r)
}

func readToken(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("--prometheus-token-file: %w", err)
	}
	token := strings.TrimSpace(string(text))
	if token == "" {
		return "", errors.New("--prometheus-token-file is empty")
	}
	return token, nil
}
