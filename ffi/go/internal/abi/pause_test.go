//go:build !counterpoise_cgo

package abi

import (
	"bytes"
	"fmt"
	"testing"
)

// manySeries is an answer of so many series.
func manySeries(count int) []byte {
	var b bytes.Buffer
	b.WriteByte('[')
	for n := range count {
		if n > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"__name__": "requests", "namespace": "default", "pod": "web-%d"}`, n)
	}
	b.WriteByte(']')
	return b.Bytes()
}

// TestLongCallsPause: the scheduler and the collector come to their turn while a call of many series runs, and so does who waits.
func TestLongCallsPause(t *testing.T) {
	// Interpreted it would take long.
	if err := Warm(nil); err != nil {
		t.Fatal(err)
	}
	b, err := NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	paused := 0
	b.Pause(func() { paused++ })
	if err := b.Config([]byte("externalRules: [{seriesQuery: requests, resources: {namespaced: false}, metricsQuery: <<.Series>>}]")); err != nil {
		t.Fatal(err)
	}
	const count = 20_000
	if err := b.Series(manySeries(count)); err != nil {
		t.Fatal(err)
	}
	// A pause for each text of 10,000 labels would do; there are some more.
	reading := paused
	if reading < 10 {
		t.Errorf("%d pauses while series were read: does the module have them (cargo xtask go)?", reading)
	}
	e, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if paused-reading < 10 {
		t.Errorf("%d pauses while the engine was made", paused-reading)
	}
	made := paused
	if _, err := e.Call("metrics.list", []byte(`{"group": "external.metrics.k8s.io"}`)); err != nil {
		t.Fatal(err)
	}
	if paused != made {
		t.Errorf("%d pauses in a call of the engine", paused-made)
	}
}

// TestAMemoryGrowsInPieces: all that was written is there, what is new is zero, and there is a rest for each piece.
func TestAMemoryGrowsInPieces(t *testing.T) {
	rests := 0
	l := &linear{most: 16 * piece, rest: func() { rests++ }}
	copy(l.Reallocate(3*piece), bytes.Repeat([]byte{7}, 3*piece))
	rests = 0
	grown := l.Reallocate(5 * piece)
	if rests != 3 {
		t.Errorf("%d rests for three pieces", rests)
	}
	if !bytes.Equal(grown, append(bytes.Repeat([]byte{7}, 3*piece), make([]byte, 2*piece)...)) {
		t.Error("the memory is another")
	}
	if l.Reallocate(7 * piece); rests != 3 {
		t.Error("it is copied though there was room")
	}
	if all := l.Reallocate(16 * piece); cap(all) != 16*piece {
		t.Errorf("%d bytes where there may be %d", cap(all), 16*piece)
	}
}
