package counterpoise_test

import (
	"context"
	"testing"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// TestAHostRestsWhileAnEngineIsMade: with the C library after each of the series, with the module more often where there are many.
func TestAHostRestsWhileAnEngineIsMade(t *testing.T) {
	rests := 0
	c := counterpoise.Config{Rules: []byte(rules), Series: [][]byte{[]byte(series), []byte(series)}, Pause: func() { rests++ }}
	e, err := counterpoise.New(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if rests < 2 {
		t.Errorf("%d rests", rests)
	}
	made := rests
	if _, err := e.Query(context.Background(), pods("web-0")); err != nil {
		t.Fatal(err)
	}
	if rests != made {
		t.Error("a query rests")
	}
}
