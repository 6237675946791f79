package counterpoise_test

import (
	"errors"
	"testing"

	"k8s.io/apimachinery/pkg/api/resource"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// What a quantity may look like: of every format, at the limits of an int64, and beyond.
var quantities = []string{
	"0", "1", "-1", "501484m", "1.5", "0.001", "1n", "1.5Gi", "16.5Gi", "12e6", "1E3", "100M", "9223372036854775807", "-9223372036854775808",
	"9223372036854775808", "123456789012345678901234567890", "0.1Ki", "1Ei", "8Ei", "7Ei", "+5", ".5", "5.",
}

func TestQuantitiesAreKubernetes(t *testing.T) {
	for _, text := range quantities {
		want := resource.MustParse(text)
		got, err := counterpoise.ParseQuantity(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		// A quantity that was parsed keeps its own spelling upstream until it is computed with.
		number, suffix := want.CanonicalizeBytes(nil)
		if canonical := string(number) + string(suffix); got.String() != canonical {
			t.Errorf("%s: %s, want %s", text, got, canonical)
		}
		if made := got.AsResource(); made.Cmp(want) != 0 {
			t.Errorf("%s: %s", text, made.String())
		}
		for _, other := range quantities {
			b := resource.MustParse(other)
			gotB, err := counterpoise.ParseQuantity(other)
			if err != nil {
				t.Fatal(err)
			}
			if order := got.Cmp(gotB); order != want.Cmp(b) {
				t.Errorf("%s against %s: %d", text, other, order)
			}
			sum := want.DeepCopy()
			sum.Add(b)
			gotSum, err := got.Add(gotB)
			if err != nil || gotSum.String() != sum.String() {
				t.Errorf("%s + %s = %s, want %s, %v", text, other, gotSum, sum.String(), err)
			}
			difference := want.DeepCopy()
			difference.Sub(b)
			gotDifference, err := got.Sub(gotB)
			if err != nil || gotDifference.String() != difference.String() {
				t.Errorf("%s - %s = %s, want %s, %v", text, other, gotDifference, difference.String(), err)
			}
		}
	}
}

func TestManyQuantitiesAtOnce(t *testing.T) {
	many, err := counterpoise.ParseQuantities(quantities)
	if err != nil || len(many) != len(quantities) {
		t.Fatal(err)
	}
	for place, text := range quantities {
		one, err := counterpoise.ParseQuantity(text)
		if err != nil || one.Cmp(many[place]) != 0 || one.String() != many[place].String() {
			t.Errorf("%s: %v, %v, %v", text, one, many[place], err)
		}
	}
	_, err = counterpoise.ParseQuantities([]string{"1", "123456789012345678901234567890", "1.5.5", "2"})
	var told *counterpoise.Error
	if !errors.As(err, &told) || told.Path != "[2]" || told.Code != "quantity.syntax" {
		t.Errorf("%+v", err)
	}
}

func TestMilliValues(t *testing.T) {
	for text, want := range map[string]int64{"1": 1000, "1n": 1, "501484m": 501484, "1.5Gi": 1610612736000} {
		q, err := counterpoise.ParseQuantity(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := q.MilliValue(); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"9223372036854775807", "123456789012345678901234567890"} {
		q, err := counterpoise.ParseQuantity(text)
		if err != nil {
			t.Fatal(err)
		}
		var told *counterpoise.Error
		if _, err := q.MilliValue(); !errors.As(err, &told) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestTheZeroQuantity(t *testing.T) {
	var q counterpoise.Quantity
	if q.String() != "0" {
		t.Errorf("%s", q)
	}
}
