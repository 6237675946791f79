// Package recorder stands between kube-controller-manager and the API server and keeps what the HPA controller asked, what it was
// answered, and what its informers were told.
package recorder

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// Proxy passes requests on and records them.
type Proxy struct {
	server   *http.Server
	listener net.Listener
	upstream *url.URL
	client   http.RoundTripper

	mutex     sync.Mutex
	exchanges []Exchange
	frames    []Frame
}

// Exchange is a request of the HPA controller and its answer.
type Exchange struct {
	// Start is when the request came, End when its answer was passed on.
	Start, End time.Time
	Method     string
	// URI is path and query.
	URI         string
	Body        []byte
	Status      int
	ContentType string
	Answer      []byte
}

// OK tells whether the request was granted.
func (e Exchange) OK() bool { return e.Status < http.StatusBadRequest }

// Path is the URI without its query and without escapes.
func (e Exchange) Path() string {
	parsed, err := url.ParseRequestURI(e.URI)
	if err != nil {
		return e.URI
	}
	return parsed.Path
}

// Start listens on 127.0.0.1 with a certificate, without which clients send no token, and passes on to an API server whose
// certificate the authority signed.
func Start(upstream *url.URL, authority, certificate, key string) (*Proxy, error) {
	text, err := os.ReadFile(authority)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(text)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	proxy := &Proxy{
		listener: listener,
		upstream: upstream,
		client: &http.Transport{
			TLSClientConfig:     &tls.Config{RootCAs: roots},
			ForceAttemptHTTP2:   true,
			DisableCompression:  true,
			MaxIdleConnsPerHost: 100,
		},
	}
	proxy.server = &http.Server{Handler: proxy}
	go func() { _ = proxy.server.ServeTLS(listener, certificate, key) }()
	return proxy, nil
}

// URL is where the proxy listens.
func (p *Proxy) URL() string { return "https://" + p.listener.Addr().String() }

// Stop ends it, watches included.
func (p *Proxy) Stop() { _ = p.server.Close() }

// ServeHTTP passes one request on.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer, err := p.forward(r, body)
	if err != nil {
		http.Error(w, fmt.Sprintf("recorder: %v", err), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close() //nolint:errcheck // It was only read.
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	told := informed[r.URL.Path]
	if r.URL.Query().Get("watch") != "" {
		w.WriteHeader(answer.StatusCode)
		p.stream(w, answer, told)
		return
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		http.Error(w, fmt.Sprintf("recorder: %v", err), http.StatusBadGateway)
		return
	}
	if told != nil && answer.StatusCode == http.StatusOK {
		p.keepFrames(framesOfList(told, text)...)
	}
	// Before the answer is out, so that what it causes is recorded after it.
	if strings.HasSuffix(r.UserAgent(), "/horizontal-pod-autoscaler") {
		p.keep(Exchange{
			Start:       start,
			End:         time.Now(),
			Method:      r.Method,
			URI:         r.URL.RequestURI(),
			Body:        body,
			Status:      answer.StatusCode,
			ContentType: answer.Header.Get("Content-Type"),
			Answer:      text,
		})
	}
	w.WriteHeader(answer.StatusCode)
	_, _ = w.Write(text)
}

func (p *Proxy) forward(r *http.Request, body []byte) (*http.Response, error) {
	target := *r.URL
	target.Scheme, target.Host = p.upstream.Scheme, p.upstream.Host
	request, err := http.NewRequestWithContext(r.Context(), r.Method, target.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header = r.Header.Clone()
	// What is compressed cannot be read.
	request.Header.Del("Accept-Encoding")
	return p.client.RoundTrip(request)
}

// stream passes a watch on line by line.
func (p *Proxy) stream(w http.ResponseWriter, answer *http.Response, told decoder) {
	flush := http.NewResponseController(w)
	lines := bufio.NewReader(answer.Body)
	for {
		line, err := lines.ReadBytes('\n')
		if told != nil && len(line) > 0 {
			p.keepFrames(framesOfWatch(told, line)...)
		}
		if _, err := w.Write(line); err != nil {
			return
		}
		if err := flush.Flush(); err != nil || len(line) == 0 {
			return
		}
		if err != nil {
			return
		}
	}
}

func (p *Proxy) keep(exchange Exchange) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.exchanges = append(p.exchanges, exchange)
}

func (p *Proxy) keepFrames(frames ...Frame) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	// Under the lock, so that frames are in the order of their instants.
	now := time.Now()
	for _, frame := range frames {
		frame.At = now
		p.frames = append(p.frames, frame)
	}
}

// Recording is what has been recorded until now.
func (p *Proxy) Recording() Recording {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return Recording{
		Exchanges: p.exchanges[:len(p.exchanges):len(p.exchanges)],
		Frames:    p.frames[:len(p.frames):len(p.frames)],
	}
}
