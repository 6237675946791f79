package server

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	authenticationv1 "k8s.io/api/authentication/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/options"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

// apiServer is as much of Kubernetes as the adapter needs: discovery, a namespace with a pod, who a token is of
// (whoever it names) and what they may (the one called admin everything, others nothing).
func apiServer(t *testing.T) *httptest.Server {
	t.Helper()
	answer := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(v); err != nil {
			t.Error(err)
		}
	}
	read := func(r *http.Request, v any) {
		if err := json.NewDecoder(r.Body).Decode(v); err != nil {
			t.Errorf("%s: %v", r.URL, err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, metav1.APIVersions{TypeMeta: metav1.TypeMeta{Kind: "APIVersions"}, Versions: []string{"v1"}})
	})
	mux.HandleFunc("GET /apis", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, metav1.APIGroupList{TypeMeta: metav1.TypeMeta{Kind: "APIGroupList", APIVersion: "v1"}})
	})
	mux.HandleFunc("GET /api/v1", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, metav1.APIResourceList{TypeMeta: metav1.TypeMeta{Kind: "APIResourceList", APIVersion: "v1"}, GroupVersion: "v1",
			APIResources: []metav1.APIResource{
				{Name: "namespaces", SingularName: "namespace", Kind: "Namespace"},
				{Name: "pods", SingularName: "pod", Kind: "Pod", Namespaced: true},
				{Name: "services", SingularName: "service", Kind: "Service", Namespaced: true},
			}})
	})
	mux.HandleFunc("GET /api/v1/namespaces/default/pods", func(w http.ResponseWriter, r *http.Request) {
		if got := r.URL.Query().Get("labelSelector"); got != "app=web" {
			t.Errorf("pods were listed by %q", got)
		}
		list := metav1.PartialObjectMetadataList{TypeMeta: metav1.TypeMeta{Kind: "PartialObjectMetadataList", APIVersion: "meta.k8s.io/v1"}}
		list.Items = []metav1.PartialObjectMetadata{{
			TypeMeta:   metav1.TypeMeta{Kind: "PartialObjectMetadata", APIVersion: "meta.k8s.io/v1"},
			ObjectMeta: metav1.ObjectMeta{Name: "web-0", Namespace: "default"},
		}}
		answer(w, list)
	})
	mux.HandleFunc("GET /api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, corev1.ConfigMap{TypeMeta: metav1.TypeMeta{Kind: "ConfigMap", APIVersion: "v1"}})
	})
	mux.HandleFunc("GET /api/v1/namespaces/kube-system/configmaps", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("watch") != "" {
			<-r.Context().Done()
			return
		}
		answer(w, corev1.ConfigMapList{TypeMeta: metav1.TypeMeta{Kind: "ConfigMapList", APIVersion: "v1"}, ListMeta: metav1.ListMeta{ResourceVersion: "1"}})
	})
	mux.HandleFunc("POST /apis/authentication.k8s.io/v1/tokenreviews", func(w http.ResponseWriter, r *http.Request) {
		var review authenticationv1.TokenReview
		read(r, &review)
		review.Status = authenticationv1.TokenReviewStatus{Authenticated: true, User: authenticationv1.UserInfo{Username: review.Spec.Token}}
		answer(w, review)
	})
	mux.HandleFunc("POST /apis/authorization.k8s.io/v1/subjectaccessreviews", func(w http.ResponseWriter, r *http.Request) {
		var review authorizationv1.SubjectAccessReview
		read(r, &review)
		review.Status.Allowed = review.Spec.User == "admin"
		answer(w, review)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(func() {
		// Watches would be waited for.
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

// running is an adapter as its command runs it.
type running struct {
	address string
	client  *http.Client
	config  string
	stop    context.CancelFunc
	ended   chan error
}

func start(t *testing.T, p *testkit.Prometheus, rules string) *running {
	t.Helper()
	folder := t.TempDir()
	file := filepath.Join(folder, "kubeconfig")
	if err := clientcmd.WriteToFile(clientcmdapi.Config{
		Clusters:       map[string]*clientcmdapi.Cluster{"c": {Server: apiServer(t).URL}},
		Contexts:       map[string]*clientcmdapi.Context{"c": {Cluster: "c"}},
		CurrentContext: "c",
	}, file); err != nil {
		t.Fatal(err)
	}
	r := &running{config: filepath.Join(folder, "config.yaml"), ended: make(chan error, 1)}
	r.client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	t.Cleanup(r.client.CloseIdleConnections)
	if err := os.WriteFile(r.config, []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	o := options.New()
	if err := o.AddFlags().Parse([]string{"--kubeconfig=" + file, "--config=" + r.config, "--config-poll-interval=10ms",
		"--prometheus-url=" + p.URL, "--cert-dir=" + folder, "--bind-address=127.0.0.1"}); err != nil {
		t.Fatal(err)
	}
	o.Complete()
	if err := o.Validate(); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.SecureServing.Listener = listener
	r.address = "https://" + listener.Addr().String()
	var ctx context.Context
	ctx, r.stop = context.WithCancel(context.Background())
	go func() { r.ended <- Run(ctx, o) }()
	t.Cleanup(r.stop)
	testkit.Eventually(t, "the adapter is ready", func() bool {
		select {
		case err := <-r.ended:
			t.Fatalf("it ended: %v", err)
		default:
		}
		code, _ := r.get("", "/readyz")
		return code == http.StatusOK
	})
	return r
}

func (r *running) get(token, path string) (int, string) {
	request, err := http.NewRequest(http.MethodGet, r.address+path, nil)
	if err != nil {
		return 0, err.Error()
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := r.client.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err.Error()
	}
	return response.StatusCode, string(body)
}

func TestTheWholeAdapter(t *testing.T) {
	p := testkit.NewPrometheus(t)
	p.Series(bySelector)
	p.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1700000000,"1.5"]}`))
	r := start(t, p, config)

	path := custom + "/pods/*/http_requests?labelSelector=app%3Dweb"
	for token, want := range map[string]int{"admin": 200, "nobody": 403, "": 403} {
		for _, path := range []string{path, "/metrics", "/debug/explain?path=" + custom + "/pods/web-0/http_requests"} {
			if code, body := r.get(token, path); code != want {
				t.Errorf("%q gets %d for %s: %s", token, code, path, body)
			}
		}
	}
	for _, path := range []string{"/healthz", "/livez", "/readyz"} {
		if code, body := r.get("", path); code != 200 {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	_, body := r.get("admin", path)
	if l := read[list](t, body); len(l.Items) != 1 || l.Items[0].Value != "1500m" {
		t.Errorf("%s", body)
	}

	if err := os.WriteFile(r.config, []byte(strings.ReplaceAll(config, "queue_messages", "queue_length")), 0o600); err != nil {
		t.Fatal(err)
	}
	testkit.Eventually(t, "the changed configuration serves", func() bool {
		_, body := r.get("admin", "/apis/external.metrics.k8s.io/v1beta1")
		return strings.Contains(body, `"queue_length"`)
	})
}

func TestRequestThatRunsIsAnsweredBeforeTheEnd(t *testing.T) {
	p := testkit.NewPrometheus(t)
	p.Series(bySelector)
	asked, release := make(chan struct{}), make(chan struct{})
	p.Query(func(w http.ResponseWriter, q *http.Request) {
		close(asked)
		<-release
		testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1700000000,"1.5"]}`)(w, q)
	})
	r := start(t, p, config)
	type answer struct {
		code int
		body string
	}
	answered := make(chan answer, 1)
	go func() {
		code, body := r.get("admin", custom+"/pods/web-0/http_requests")
		answered <- answer{code, body}
	}()
	<-asked
	r.stop()
	testkit.Eventually(t, "no new connection is taken", func() bool {
		c, err := net.DialTimeout("tcp", strings.TrimPrefix(r.address, "https://"), time.Second)
		if err == nil {
			_ = c.Close()
		}
		return err != nil
	})
	close(release)
	if a := <-answered; a.code != 200 || !strings.Contains(a.body, "1500m") {
		t.Errorf("%d %s", a.code, a.body)
	}
	select {
	case err := <-r.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Error("it does not end")
	}
}
