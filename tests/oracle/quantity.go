package main

import (
	"math"
	"strconv"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"k8s.io/apimachinery/pkg/api/resource"
)

type canonical struct {
	Canonical string `json:"canonical"`
}

type exact struct {
	canonical
	Exact bool `json:"exact"`
}

type parsed struct {
	canonical
	String      string   `json:"string"`
	Format      string   `json:"format"`
	Value       string   `json:"value,omitempty"`
	MilliValue  string   `json:"milliValue,omitempty"`
	Approximate *float64 `json:"approximate,omitempty"`
}

var quantities = protocol.Operations{
	"quantity.parse": protocol.Of(func(in struct{ Text string }) (any, error) {
		q, err := resource.ParseQuantity(in.Text)
		if err != nil {
			return nil, err
		}
		out := parsed{
			canonical:  canonicalOf(q),
			String:     q.String(),
			Format:     string(q.Format),
			Value:      scaled(q, 0),
			MilliValue: scaled(q, resource.Milli),
		}
		if f := q.AsApproximateFloat64(); !math.IsInf(f, 0) && !math.IsNaN(f) {
			out.Approximate = &f
		}
		return out, nil
	}),
	"quantity.add": ofPair(func(a, b resource.Quantity) any {
		a.Add(b)
		return canonicalOf(a)
	}),
	"quantity.sub": ofPair(func(a, b resource.Quantity) any {
		a.Sub(b)
		return canonicalOf(a)
	}),
	"quantity.cmp": ofPair(func(a, b resource.Quantity) any {
		return struct {
			Ordering int `json:"ordering"`
		}{a.Cmp(b)}
	}),
	"quantity.mul": protocol.Of(func(in struct {
		A  string
		By int64 `json:",string"`
	}) (any, error) {
		a, err := resource.ParseQuantity(in.A)
		if err != nil {
			return nil, err
		}
		fits := a.Mul(in.By)
		return exact{canonicalOf(a), fits}, nil
	}),
	"quantity.neg": protocol.Of(func(in struct{ A string }) (any, error) {
		a, err := resource.ParseQuantity(in.A)
		a.Neg()
		return canonicalOf(a), err
	}),
	"quantity.roundUp": protocol.Of(func(in struct {
		A     string
		Scale resource.Scale
	}) (any, error) {
		a, err := resource.ParseQuantity(in.A)
		if err != nil {
			return nil, err
		}
		same := a.RoundUp(in.Scale)
		return exact{canonicalOf(a), same}, nil
	}),
	"quantity.fromMilli": protocol.Of(func(in struct {
		Milli  int64 `json:",string"`
		Format resource.Format
	}) (any, error) {
		if in.Format == "" {
			in.Format = resource.DecimalSI
		}
		return canonicalOf(*resource.NewMilliQuantity(in.Milli, in.Format)), nil
	}),
}

func ofPair(compute func(a, b resource.Quantity) any) protocol.Operation {
	return protocol.Of(func(in struct{ A, B string }) (any, error) {
		a, err := resource.ParseQuantity(in.A)
		if err != nil {
			return nil, err
		}
		b, err := resource.ParseQuantity(in.B)
		if err != nil {
			return nil, err
		}
		return compute(a, b), nil
	})
}

// canonicalOf prints a copy, since String would give the spelling that the quantity keeps.
func canonicalOf(q resource.Quantity) canonical {
	q = q.DeepCopy()
	number, suffix := q.CanonicalizeBytes(nil)
	return canonical{string(number) + string(suffix)}
}

// scaled is the value in units of a scale, empty unless it is below the largest int64 in magnitude.
func scaled(q resource.Quantity, scale resource.Scale) string {
	q = q.DeepCopy()
	if q.Cmp(*resource.NewScaledQuantity(math.MaxInt64, scale)) >= 0 ||
		q.Cmp(*resource.NewScaledQuantity(-math.MaxInt64, scale)) <= 0 {
		return ""
	}
	return strconv.FormatInt(q.ScaledValue(scale), 10)
}
