package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
)

// metricsClient asks the metrics APIs for the paths of hpa.Requests.
type metricsClient struct {
	client   rest.Interface
	slots    chan struct{}
	timeout  time.Duration
	answered func(group string, status int, took time.Duration)
}

func newMetricsClient(config Config) (*metricsClient, error) {
	restConfig := rest.CopyConfig(config.REST)
	restConfig.GroupVersion = &schema.GroupVersion{}
	restConfig.NegotiatedSerializer = scheme.Codecs.WithoutConversion()
	restConfig.ContentType = runtime.ContentTypeJSON
	restConfig.AcceptContentTypes = runtime.ContentTypeJSON
	restConfig.Wrap(func(next http.RoundTripper) http.RoundTripper {
		return limited{next: next, most: config.MaxAnswerBytes}
	})
	client, err := rest.UnversionedRESTClientFor(restConfig)
	if err != nil {
		return nil, err
	}
	answered := config.Answered
	if answered == nil {
		answered = func(string, int, time.Duration) {}
	}
	return &metricsClient{
		client:   client,
		slots:    make(chan struct{}, max(1, config.MaxConcurrentRequests)),
		timeout:  config.RequestTimeout,
		answered: answered,
	}, nil
}

// ask gives the answer to one request, or the error that a client of the API gives instead.
func (m *metricsClient) ask(ctx context.Context, path string) hpa.Answer {
	ctx, cancel := context.WithTimeout(ctx, m.timeout)
	defer cancel()
	select {
	case m.slots <- struct{}{}:
		defer func() { <-m.slots }()
	case <-ctx.Done():
		return hpa.Answer{Error: ctx.Err().Error()}
	}
	begin := time.Now()
	body, status, err := m.get(ctx, path)
	m.answered(placeOf(path).group, status, time.Since(begin))
	if err != nil {
		return hpa.Answer{Error: err.Error()}
	}
	return hpa.Answer{Object: json.RawMessage(body)}
}

func (m *metricsClient) get(ctx context.Context, path string) ([]byte, int, error) {
	stream, err := m.client.Get().RequestURI(path).Stream(ctx)
	if err != nil {
		return nil, statusOf(err), inItsWords(err, path)
	}
	defer stream.Close() //nolint:errcheck // It was only read.
	body, err := io.ReadAll(stream)
	if err != nil {
		return nil, http.StatusOK, err
	}
	if !json.Valid(body) {
		return nil, http.StatusOK, errors.New("the answer is not JSON")
	}
	return body, http.StatusOK, nil
}

func statusOf(err error) int {
	var status apierrors.APIStatus
	if errors.As(err, &status) {
		return int(status.Status().Code)
	}
	return 0
}

// inItsWords names the resource in an error that has no Status of its own, such as that of an API that is not served: the
// controller's clients know what they asked for, a raw request does not.
func inItsWords(err error, path string) error {
	var status *apierrors.StatusError
	if !errors.As(err, &status) || status.ErrStatus.Details == nil || status.ErrStatus.Details.Kind != "" {
		return err
	}
	causes := status.ErrStatus.Details.Causes
	if len(causes) == 0 {
		return err
	}
	place := placeOf(path)
	resource := schema.GroupResource{Group: place.group, Resource: place.resource}
	retry := int(status.ErrStatus.Details.RetryAfterSeconds)
	code := int(status.ErrStatus.Code)
	return apierrors.NewGenericServerResponse(code, "get", resource, place.name, causes[0].Message, retry, true)
}

// place is what a path of a metrics API names.
type place struct{ group, resource, name string }

// placeOf reads /apis/GROUP/VERSION/namespaces/NAMESPACE/RESOURCE/NAME/…, with or without a namespace.
func placeOf(path string) place {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(strings.TrimPrefix(path, "/apis/"), "/")
	if len(parts) < 3 {
		return place{}
	}
	found := place{group: parts[0]}
	parts = parts[2:]
	if len(parts) > 2 && parts[0] == "namespaces" {
		parts = parts[2:]
	}
	found.resource = parts[0]
	if len(parts) > 1 {
		found.name = parts[1]
	}
	if name, err := url.PathUnescape(found.name); err == nil {
		found.name = name
	}
	return found
}
