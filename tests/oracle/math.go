package main

import (
	"fmt"
	"math"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

// arithmetic answers oracle.math with what a function of Go's math gives for lists of arguments. Floats are given as their bits.
var arithmetic = protocol.Operations{
	"oracle.math": protocol.Of(func(in struct {
		Function string
		X, Y     []uint64
	}) (any, error) {
		ask, found := functions[in.Function]
		if !found || len(in.X) != len(in.Y) {
			return nil, protocol.Refusal{Code: "request.type", Err: fmt.Errorf("no function %q of these arguments", in.Function)}
		}
		values := []uint64{}
		for i, x := range in.X {
			values = append(values, math.Float64bits(ask(math.Float64frombits(x), math.Float64frombits(in.Y[i]))))
		}
		return struct {
			Values []uint64 `json:"values"`
		}{values}, nil
	}),
}

var functions = map[string]func(x, y float64) float64{
	"acos":  ofOne(math.Acos),
	"acosh": ofOne(math.Acosh),
	"asin":  ofOne(math.Asin),
	"asinh": ofOne(math.Asinh),
	"atan":  ofOne(math.Atan),
	"atan2": math.Atan2,
	"atanh": ofOne(math.Atanh),
	"cos":   ofOne(math.Cos),
	"cosh":  ofOne(math.Cosh),
	"exp":   ofOne(math.Exp),
	"log":   ofOne(math.Log),
	"log10": ofOne(math.Log10),
	"log2":  ofOne(math.Log2),
	"max":   math.Max,
	"min":   math.Min,
	"mod":   math.Mod,
	"pow":   math.Pow,
	"sin":   ofOne(math.Sin),
	"sinh":  ofOne(math.Sinh),
	"tan":   ofOne(math.Tan),
	"tanh":  ofOne(math.Tanh),
}

func ofOne(ask func(float64) float64) func(x, y float64) float64 {
	return func(x, _ float64) float64 { return ask(x) }
}
