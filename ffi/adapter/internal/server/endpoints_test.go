package server

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

func TestReadiness(t *testing.T) {
	a := newAdapter(t)
	if code, body := a.get("/readyz"); code != 500 || !strings.Contains(body, "listing") {
		t.Errorf("before the listing: %d %s", code, body)
	}
	if code, body := a.get(custom + "/pods/web-0/http_requests"); code != 503 {
		t.Errorf("before the listing: %d %s", code, body)
	}
	if code, _ := a.get("/livez/ping"); code != 200 {
		t.Error("is not alive")
	}
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	if code, body := a.get("/readyz/listing"); code != 200 {
		t.Errorf("after the listing: %d %s", code, body)
	}
}

func TestMetrics(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1,"1"]}`))
	a.get(custom + "/pods/web-0/http_requests")
	a.get(custom + "/pods/web-7/http_requests")
	a.get(custom + "/pods/web-0/nothing")
	code, body := a.get("/metrics")
	if code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	for _, line := range []string{
		`counterpoise_adapter_engine_info{version="1.2.3"} 1`,
		`counterpoise_adapter_answers_total{group="custom.metrics.k8s.io",outcome="ok",rule="rules[0]"} 1`,
		`counterpoise_adapter_answers_total{group="custom.metrics.k8s.io",outcome="not_found",rule="rules[0]"} 1`,
		`counterpoise_adapter_answers_total{group="custom.metrics.k8s.io",outcome="not_found",rule=""} 1`,
		`counterpoise_adapter_prometheus_requests_total{endpoint="/api/v1/query",outcome="ok"} 2`,
		`counterpoise_adapter_prometheus_requests_total{endpoint="/api/v1/series",outcome="ok"} 3`,
		`counterpoise_adapter_rule_series{rule="rules[0]"} 2`,
		`counterpoise_adapter_rule_failed{rule="externalRules[0]"} 0`,
		`counterpoise_adapter_relists_total{result="ok"} 1`,
		`counterpoise_adapter_listed_metrics{group="external.metrics.k8s.io"} 1`,
		`counterpoise_adapter_listing_age_seconds 0`,
		`prometheus_adapter_prometheus_client_request_duration_seconds_count{path="/api/v1/query",server="http://prometheus"} 2`,
	} {
		if !strings.Contains(body, line+"\n") {
			t.Errorf("not there: %s", line)
		}
	}
	for _, other := range []string{"go_goroutines", "process_resident_memory_bytes", "apiserver_request_total"} {
		if !strings.Contains(body, other) {
			t.Errorf("not there: %s", other)
		}
	}
}

func TestExplain(t *testing.T) {
	type explanation struct {
		Rule, PromQL, BrokeAt string
		Error                 struct{ Code, Message, Hint string }
		Fates                 []counterpoise.SampleFate
		Rules                 []struct {
			Rule   string
			Series int
		}
	}
	a := newAdapter(t)
	explain := func(path string) explanation {
		t.Helper()
		code, body := a.get("/debug/explain?path=" + url.QueryEscape(path))
		if code != 200 {
			t.Fatalf("%d %s", code, body)
		}
		return read[explanation](t, body)
	}
	if e := explain(custom + "/pods/web-0/http_requests"); e.BrokeAt != "listing of the series" {
		t.Errorf("%+v", e)
	}
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1,"1"]},{"metric":{"pod":"db-0"},"value":[1,"1"]}`))
	e := explain(custom + "/pods/*/http_requests?labelSelector=app%3Dweb")
	if e.Rule != "rules[0]" || !strings.Contains(e.PromQL, "web-0|web-1") || e.BrokeAt != "" || len(e.Rules) != 3 {
		t.Errorf("%+v", e)
	}
	if len(e.Fates) != 2 || e.Fates[0].Fate != "used" || e.Fates[1].Fate != "ignored" {
		t.Errorf("fates %+v", e.Fates)
	}
	if e := explain(custom + "/pods/web-0/http_request"); e.BrokeAt != "rule and series" || e.Error.Code != "metrics.not-found" || e.Error.Hint == "" {
		t.Errorf("%+v", e)
	}
	if e := explain(custom + "/pods/web-9/http_requests"); e.BrokeAt != "conversion" || e.Error.Code != "metrics.no-value" {
		t.Errorf("%+v", e)
	}
	a.prometheus.Query(testkit.Status(503, "text/plain", "down"))
	if e := explain(custom + "/pods/web-0/http_requests"); e.BrokeAt != "Prometheus answers" || e.Error.Code != "prometheus.unavailable" {
		t.Errorf("%+v", e)
	}
	a.objects.err = errors.New("pods are forbidden")
	if e := explain(custom + "/pods/*/http_requests"); e.BrokeAt != "listing of the objects" {
		t.Errorf("%+v", e)
	}
	if code, _ := a.get("/debug/explain"); code != 400 {
		t.Errorf("without a path: %d", code)
	}
}
