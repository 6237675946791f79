package prometheus

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

type counted struct {
	mu       sync.Mutex
	outcomes map[Kind]int
}

func (c *counted) PrometheusRequest(_ string, failure Kind, _ time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.outcomes == nil {
		c.outcomes = map[Kind]int{}
	}
	c.outcomes[failure]++
}

func client(t *testing.T, h http.HandlerFunc, change func(*Config)) (*Client, *counted) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	config := Defaults()
	config.URL = server.URL
	config.MaxBackoff = 0
	if change != nil {
		change(&config)
	}
	observer := &counted{}
	c, err := New(config, observer)
	if err != nil {
		t.Fatal(err)
	}
	return c, observer
}

func says(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

const good = `{"status":"success","data":{"resultType":"vector","result":[]}}`

func TestBadAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		answer  http.HandlerFunc
		kind    Kind
		message string
	}{
		"a page":                    {says(200, "text/html; charset=utf-8", "<!DOCTYPE html><html>"), Unexpected, "text/html"},
		"no body":                   {says(200, "application/json", ""), Truncated, "empty"},
		"an answer without its end": {says(200, "application/json", good[:40]), Truncated, "ends in the middle"},
		"an answer that is cut off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "4096")
			_, _ = io.WriteString(w, good)
		}, Truncated, "ends in the middle"},
		"a connection that breaks": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Unreachable, "cannot be reached"},
		"503 with a page":          {says(503, "text/html", "<html>down</html>"), Unavailable, "503"},
		"503 of Prometheus": {says(503, "application/json", `{"status":"error","errorType":"timeout","error":"query timed out"}`),
			Unavailable, "timeout: query timed out"},
		"a query that is none": {says(400, "application/json", `{"status":"error","errorType":"bad_data","error":"parse error"}`),
			Refused, "bad_data: parse error"},
		"a query that fails": {says(422, "application/json", `{"status":"error","errorType":"execution","error":"many-to-many"}`),
			Refused, "execution: many-to-many"},
		"no such path":     {says(404, "text/plain", "404 page not found"), Unexpected, "404"},
		"no credentials":   {says(401, "text/plain", "Unauthorized"), Unexpected, "credentials"},
		"a long refusal":   {says(400, "application/json", `{"error":"`+strings.Repeat("é", 10_000)+`"}`), Refused, "…"},
		"too many at once": {says(429, "text/plain", "slow down"), Unavailable, "429"},
	} {
		t.Run(name, func(t *testing.T) {
			c2, observer := client(t, c.answer, nil)
			_, err := c2.Query(t.Context(), "up", time.Now())
			if KindOf(err) != c.kind {
				t.Fatalf("kind %q (%v), want %q", KindOf(err), err, c.kind)
			}
			if !strings.Contains(err.Error(), c.message) {
				t.Errorf("%q does not say %q", err, c.message)
			}
			if len(err.Error()) > 1000 {
				t.Errorf("a message of %d bytes", len(err.Error()))
			}
			if observer.outcomes[c.kind] != 1 {
				t.Errorf("counted as %v", observer.outcomes)
			}
		})
	}
}

// endless writes until nobody reads, and counts.
func endless(written *atomic.Int64) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		piece := []byte(strings.Repeat("x", 64<<10))
		_, _ = io.WriteString(w, `{"data":"`)
		for written.Load() < 200<<20 {
			n, err := w.Write(piece)
			written.Add(int64(n))
			if err != nil {
				return
			}
		}
	}
}

func TestAnswerOf200MBIsNotRead(t *testing.T) {
	var written atomic.Int64
	c, _ := client(t, endless(&written), func(c *Config) { c.MaxResponseBytes = 1 << 20 })
	_, err := c.Series(t.Context(), "up", "")
	if KindOf(err) != TooLarge || !strings.Contains(err.Error(), "--prometheus-max-response-bytes") {
		t.Fatal(err)
	}
	// What the kernel's buffers of both sides hold comes on top.
	if w := written.Load(); w > 64<<20 {
		t.Errorf("%d bytes were taken from the connection", w)
	}
}

func TestLengthThatIsTooLargeIsNotReadAtAll(t *testing.T) {
	c, _ := client(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(200<<20))
		w.WriteHeader(200)
	}, nil)
	if _, err := c.Query(t.Context(), "up", time.Now()); KindOf(err) != TooLarge {
		t.Fatal(err)
	}
}

func TestCompressedAnswerIsBoundedByWhatItBecomes(t *testing.T) {
	c, _ := client(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, `{"data":"`+strings.Repeat("x", 8<<20)+`"}`)
		_ = z.Close()
	}, func(c *Config) { c.MaxResponseBytes = 1 << 20 })
	if _, err := c.Series(t.Context(), "up", ""); KindOf(err) != TooLarge {
		t.Fatal(err)
	}
}

func TestSlowPrometheus(t *testing.T) {
	c, _ := client(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		func(c *Config) { c.Timeout = 50 * time.Millisecond })
	if _, err := c.Query(t.Context(), "up", time.Now()); KindOf(err) != Timeout {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Query(ctx, "up", time.Now()); KindOf(err) != Canceled {
		t.Fatal(err)
	}
}

func TestSlowBody(t *testing.T) {
	c, _ := client(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"status":`)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}, func(c *Config) { c.Timeout = 50 * time.Millisecond })
	if _, err := c.Query(t.Context(), "up", time.Now()); KindOf(err) != Timeout {
		t.Fatal(err)
	}
}

func TestRequest(t *testing.T) {
	for _, verb := range []string{http.MethodGet, http.MethodPost} {
		t.Run(verb, func(t *testing.T) {
			var got *http.Request
			c, _ := client(t, func(w http.ResponseWriter, r *http.Request) {
				_ = r.ParseForm()
				got = r
				_, _ = io.WriteString(w, good)
			}, func(c *Config) {
				c.URL += "/prefix/?dedup=true"
				c.Verb = verb
				c.Headers = []string{"X-Scope-OrgID=team-a", "X-Empty"}
			})
			if _, err := c.Query(t.Context(), `sum(up{a="b"})`, time.UnixMilli(1_700_000_000_250)); err != nil {
				t.Fatal(err)
			}
			if got.Method != verb || got.URL.Path != "/prefix/api/v1/query" {
				t.Errorf("%s %s", got.Method, got.URL)
			}
			want := map[string]string{"query": `sum(up{a="b"})`, "time": "1700000000.25", "dedup": "true"}
			for name, value := range want {
				if got.Form.Get(name) != value {
					t.Errorf("%s is %q", name, got.Form.Get(name))
				}
			}
			if got.Header.Get("X-Scope-OrgID") != "team-a" || len(got.Header.Values("X-Empty")) != 1 {
				t.Errorf("headers %v", got.Header)
			}
			if _, err := c.Series(t.Context(), `{a="b"}`, "17"); err != nil {
				t.Fatal(err)
			}
			if got.Form.Get("match[]") != `{a="b"}` || got.Form.Get("start") != "17" {
				t.Errorf("series by %v", got.Form)
			}
		})
	}
}

func TestTokenIsReadAnew(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	write := func(token string) {
		if err := os.WriteFile(file, []byte(token), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("first\n")
	var got string
	c, _ := client(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization")
		_, _ = io.WriteString(w, good)
	}, func(c *Config) { c.TokenFile = file })
	for _, token := range []string{"first", "second"} {
		write(token)
		if _, err := c.Query(t.Context(), "up", time.Now()); err != nil {
			t.Fatal(err)
		}
		if got != "Bearer "+token {
			t.Errorf("%q was sent, want %q", got, token)
		}
	}
	write("")
	if _, err := c.Query(t.Context(), "up", time.Now()); err == nil || !strings.Contains(Detail(err), "--prometheus-token-file is empty") {
		t.Errorf("an empty token: %v", err)
	}
}

func TestPrometheusThatIsDownIsLeftAlone(t *testing.T) {
	var asked atomic.Int64
	var up atomic.Bool
	c, observer := client(t, func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		if !up.Load() {
			w.WriteHeader(503)
			return
		}
		_, _ = io.WriteString(w, good)
	}, func(c *Config) { c.MaxBackoff = 200 * time.Millisecond })
	for range 50 {
		_, _ = c.Query(t.Context(), "up", time.Now())
	}
	if n := asked.Load(); n < failuresBeforeBackoff || n > 20 {
		t.Errorf("asked %d of 50 times", n)
	}
	if observer.outcomes[BackingOff] == 0 {
		t.Errorf("outcomes %v", observer.outcomes)
	}
	up.Store(true)
	deadline := time.Now().Add(time.Minute)
	for {
		_, err := c.Query(t.Context(), "up", time.Now())
		if err == nil {
			break
		}
		if KindOf(err) != BackingOff || time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Millisecond)
	}
	if _, err := c.Query(t.Context(), "up", time.Now()); err != nil {
		t.Errorf("after it is back: %v", err)
	}
}

func TestRetryAfterIsHeeded(t *testing.T) {
	b := backoff{max: time.Minute}
	now := time.Unix(0, 0)
	b.done(now, &Error{Kind: Unavailable, Message: "busy", retryAfter: 7 * time.Second})
	if b.allow(now.Add(6*time.Second)) == nil || b.allow(now.Add(7*time.Second)) != nil {
		t.Errorf("left alone until %v", b.until)
	}
	b.done(now, nil)
	if b.allow(now) != nil {
		t.Error("left alone after an answer")
	}
}

func TestRefusalsAreNoOutage(t *testing.T) {
	c, observer := client(t, says(400, "application/json", `{"error":"parse error"}`), func(c *Config) { c.MaxBackoff = time.Minute })
	for range 10 {
		_, _ = c.Query(t.Context(), "((", time.Now())
	}
	if observer.outcomes[Refused] != 10 {
		t.Errorf("outcomes %v", observer.outcomes)
	}
}

func TestConcurrencyIsBounded(t *testing.T) {
	var running, most atomic.Int64
	c, _ := client(t, func(w http.ResponseWriter, _ *http.Request) {
		n := running.Add(1)
		defer running.Add(-1)
		for {
			m := most.Load()
			if n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		time.Sleep(2 * time.Millisecond)
		_, _ = io.WriteString(w, good)
	}, func(c *Config) { c.MaxConcurrency = 3 })
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			if _, err := c.Query(t.Context(), "up", time.Now()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() > 3 {
		t.Errorf("%d requests ran at once", most.Load())
	}
}

func TestConfigIsValidated(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"a path":          func(c *Config) { c.URL = "/var/run/prometheus" },
		"no URL":          func(c *Config) { c.URL = "http://[::1" },
		"PUT":             func(c *Config) { c.Verb = "PUT" },
		"two credentials": func(c *Config) { c.AuthInCluster, c.AuthConfig = true, "x" },
		"half a pair":     func(c *Config) { c.CertFile = "x" },
		"a header":        func(c *Config) { c.Headers = []string{"=x"} },
		"no time":         func(c *Config) { c.Timeout = 0 },
		"no request":      func(c *Config) { c.MaxConcurrency = 0 },
		"no byte":         func(c *Config) { c.MaxResponseBytes = 0 },
		"no CA":           func(c *Config) { c.CAFile = "/does/not/exist" },
		"no token":        func(c *Config) { c.TokenFile = "/does/not/exist" },
		"no kubeconfig":   func(c *Config) { c.AuthConfig = "/does/not/exist" },
	} {
		t.Run(name, func(t *testing.T) {
			config := Defaults()
			change(&config)
			if _, err := New(config, &counted{}); err == nil {
				t.Error("taken")
			}
		})
	}
}
