package counterpoise_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/api/resource"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		e, err := counterpoise.New(context.Background(), counterpoise.Config{Rules: []byte(rules), Series: [][]byte{[]byte(series)}})
		if err != nil {
			b.Fatal(err)
		}
		_ = e.Close()
	}
}

func BenchmarkQuery(b *testing.B) {
	for _, objects := range []int{1, 50} {
		b.Run(fmt.Sprintf("objects=%d", objects), func(b *testing.B) {
			e := warmed(b)
			request := pods(names(objects)...)
			for b.Loop() {
				if _, err := e.Query(context.Background(), request); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkQueryParallel(b *testing.B) {
	e := warmed(b)
	request := pods(names(1)...)
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if _, err := e.Query(context.Background(), request); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCall(b *testing.B) {
	warm(b)
	input := []byte(`{"text": "501484m"}`)
	var result []byte
	for b.Loop() {
		if err := counterpoise.Call(context.Background(), "quantity.parse", input, &result); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkValues(b *testing.B) {
	e := warmed(b)
	request, answers := pods(names(50)...), answer(50)
	for b.Loop() {
		if _, err := e.Values(context.Background(), request, answers, 0, now); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConvert(b *testing.B) {
	e := warmed(b)
	request, answers := pods(names(50)...), answer(50)
	for b.Loop() {
		if _, err := e.Convert(context.Background(), request, answers, now); err != nil {
			b.Fatal(err)
		}
	}
}

// Quantities as controllers meet them.
func amounts(n int) []string {
	texts := make([]string, n)
	for place := range texts {
		texts[place] = []string{"501484m", "1500m", "128Mi", "0.25", "12", "3e6"}[place%6]
	}
	return texts
}

func BenchmarkQuantities(b *testing.B) {
	for _, n := range []int{1, 16, 256} {
		texts := amounts(n)
		b.Run(fmt.Sprintf("n=%d/engine", n), func(b *testing.B) {
			warm(b)
			for b.Loop() {
				if _, err := counterpoise.ParseQuantities(texts); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("n=%d/apimachinery", n), func(b *testing.B) {
			for b.Loop() {
				quantities := make([]resource.Quantity, len(texts))
				for place, text := range texts {
					quantity, err := resource.ParseQuantity(text)
					if err != nil {
						b.Fatal(err)
					}
					quantities[place] = quantity
				}
			}
		})
	}
}

func warm(b *testing.B) {
	if err := counterpoise.Warm(context.Background()); err != nil {
		b.Fatal(err)
	}
}

func warmed(b *testing.B) *counterpoise.Engine {
	warm(b)
	return engine(b)
}

func names(n int) []string {
	names := make([]string, n)
	for place := range names {
		names[place] = fmt.Sprintf("web-%d", place)
	}
	return names
}

func answer(n int) counterpoise.Answers {
	samples := make([]string, n)
	for place := range samples {
		samples[place] = fmt.Sprintf(`{"metric": {"pod": "web-%d"}, "value": [1714561200, "%d.5"]}`, place, place)
	}
	return counterpoise.Answers{Response: []byte(`{"status": "success", "data": {"resultType": "vector", "result": [` + strings.Join(samples, ", ") + `]}}`)}
}
