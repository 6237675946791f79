//go:build !counterpoise_cgo

package abi

import (
	"encoding/json"
	"errors"
	"testing"
)

// TestATrapIsAnErrorAndTheInstanceIsReplaced hands the module an address that no memory has.
func TestATrapIsAnErrorAndTheInstanceIsReplaced(t *testing.T) {
	p := newPool(nil)
	err := p.use(func(in *instance) error {
		return in.status(call, 0xffff_fff0, 100, 0, 0, in.out(outSlot), in.out(errorSlot))
	})
	var failed *Failure
	if !errors.As(err, &failed) || failed.Status != StatusPanic {
		t.Fatalf("%v", err)
	}
	var told struct{ Code string }
	if err := json.Unmarshal(failed.JSON, &told); err != nil || told.Code != "abi.panic" {
		t.Errorf("%s", failed.JSON)
	}
	if len(p.idle) != 0 {
		t.Error("the instance that trapped is lent again")
	}
	err = p.use(func(in *instance) error {
		if in.dead {
			t.Error("a dead instance")
		}
		return nil
	})
	if err != nil || len(p.idle) != 1 {
		t.Errorf("%v, %d idle", err, len(p.idle))
	}
}

// TestALargeArgumentIsNotKept: what a call of many megabytes took is given back.
func TestALargeArgumentIsNotKept(t *testing.T) {
	p := newPool(nil)
	input := make([]byte, 8<<20)
	for place := range input {
		input[place] = ' '
	}
	var size uint32
	for range 3 {
		err := p.use(func(in *instance) error {
			a, err := in.arguments(len(input), 1)
			if err != nil {
				return err
			}
			a.bytes(input)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		in := p.idle[0]
		if in.scratch.size > largest {
			t.Errorf("%d bytes are kept", in.scratch.size)
		}
		if size != 0 && in.memory.Size() > size {
			t.Errorf("the memory grew from %d to %d", size, in.memory.Size())
		}
		size = in.memory.Size()
	}
}

// TestAnImageServesInEveryCode: an engine that was made interpreted answers the same as machine code.
func TestAnImageServesInEveryCode(t *testing.T) {
	config := []byte(`{"config": {"rules": [{"seriesQuery": "up", "resources": {"template": "<<.Resource>>"},
		"metricsQuery": "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)"}]},
		"series": [{"__name__": "up", "namespace": "default", "pod": "web-0"}]}`)
	e, err := NewEngine(config)
	if err != nil {
		t.Fatal(err)
	}
	const path = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/up"
	before, err := e.Query(path, nil, Metric)
	if err != nil {
		t.Fatal(err)
	}
	if err := Warm(nil); err != nil {
		t.Fatal(err)
	}
	if translated.Load() == nil {
		t.Skip("this platform has no compiler")
	}
	after, err := e.Query(path, nil, Metric)
	if err != nil || before != after || before != `sum(up{namespace="default",pod="web-0"}) by (pod)` {
		t.Errorf("%s, then %s, %v", before, after, err)
	}
	if in := e.pool.idle[0]; in.code != translated.Load() {
		t.Error("it is still interpreted")
	}
}

// TestABuilderGoesOnInMachineCode: what it holds goes with it.
func TestABuilderGoesOnInMachineCode(t *testing.T) {
	b, err := NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if err := b.Config([]byte("externalRules: [{seriesQuery: up, resources: {namespaced: false}, metricsQuery: <<.Series>>}]")); err != nil {
		t.Fatal(err)
	}
	if err := Warm(nil); err != nil {
		t.Fatal(err)
	}
	if err := b.Series([]byte(`[{"__name__": "up"}]`)); err != nil {
		t.Fatal(err)
	}
	if b.in.stale() {
		t.Error("it is still interpreted")
	}
	e, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if promql, err := e.Query("/apis/external.metrics.k8s.io/v1beta1/namespaces/default/up", nil, Metric); err != nil || promql != "up" {
		t.Errorf("%s, %v", promql, err)
	}
}

// TestMemoryIsBounded: an argument beyond the limit is an error.
func TestMemoryIsBounded(t *testing.T) {
	p := newPool(nil)
	err := p.use(func(in *instance) error {
		_, err := in.arguments(pageLimit*pageBytes-slots-64, 1)
		return err
	})
	if err == nil {
		t.Error("there is memory for all of the memory")
	}
	if err := p.use(func(in *instance) error { return nil }); err != nil {
		t.Error(err)
	}
}
