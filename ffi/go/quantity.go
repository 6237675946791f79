package counterpoise

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

// Quantity is a number as Kubernetes writes it: "501484m", "1.5Gi". It is a value that does not change, and is compared by Cmp; the
// zero Quantity is 0. Mirrors resource.Quantity of apimachinery.
type Quantity struct {
	plain abi.Quantity
	// wide is a quantity that is no int64 times a power of ten, which the engine's struct does not hold; otherwise it is nil.
	wide *resource.Quantity
}

// wideCode is the code of the error for such.
const wideCode = "quantity.wide"

// ParseQuantity reads a quantity. The error's codes begin with "quantity.".
func ParseQuantity(text string) (Quantity, error) {
	var one [1]Quantity
	err := parse([]string{text}, one[:])
	return one[0], err
}

// ParseQuantities reads many quantities at once, for less time each. The error of one that is none has its place in the list as
// path: "[3]".
func ParseQuantities(texts []string) ([]Quantity, error) {
	quantities := make([]Quantity, len(texts))
	if err := parse(texts, quantities); err != nil {
		return nil, err
	}
	return quantities, nil
}

// plains are used again, since hot calls come often.
var plains = sync.Pool{New: func() any { return new([]abi.Quantity) }}

// parse reads as many as it can at once; one that the struct does not hold is looked at alone.
func parse(texts []string, quantities []Quantity) error {
	held := plains.Get().(*[]abi.Quantity)
	defer plains.Put(held)
	plain := slices.Grow((*held)[:0], len(texts))[:len(texts)]
	*held = plain
	for read := 0; read < len(texts); {
		done, err := abi.ParseQuantities(texts[read:], plain[read:])
		for place := read; place < read+done; place++ {
			quantities[place].plain = plain[place]
		}
		read += done
		if err == nil {
			return nil
		}
		err = failure(err)
		var told *Error
		if !errors.As(err, &told) {
			return err
		}
		if told.Code != wideCode || read >= len(texts) {
			if len(texts) > 1 {
				told.Path = fmt.Sprintf("[%d]", read)
			} else {
				told.Path = ""
			}
			return told
		}
		one, err := resource.ParseQuantity(texts[read])
		if err != nil {
			return err
		}
		quantities[read] = Quantity{wide: &one}
		read++
	}
	return nil
}

// String is the quantity in its canonical form.
func (q Quantity) String() string {
	if q.wide != nil {
		// A quantity that was parsed has its own spelling as String, and is canonical in bytes.
		number, suffix := q.wide.CanonicalizeBytes(nil)
		return string(number) + string(suffix)
	}
	text, err := q.plain.Print()
	if err != nil {
		// Only a fault inside the engine; fmt shows errors of String in this way too.
		return "%!v(" + err.Error() + ")"
	}
	return text
}

// Cmp is -1, 0 or 1 where the quantity is less than, equal to, or greater than the other.
func (q Quantity) Cmp(other Quantity) int {
	if q.wide == nil && other.wide == nil {
		if order, err := q.plain.Compare(other.plain); err == nil {
			return order
		}
	}
	a := q.AsResource()
	return a.Cmp(other.AsResource())
}

// Add is the sum.
func (q Quantity) Add(other Quantity) (Quantity, error) {
	return q.combine(other, abi.Quantity.Add, (*resource.Quantity).Add)
}

// Sub is the difference.
func (q Quantity) Sub(other Quantity) (Quantity, error) {
	return q.combine(other, abi.Quantity.Sub, (*resource.Quantity).Sub)
}

func (q Quantity) combine(
	other Quantity, plain func(a, b abi.Quantity) (abi.Quantity, error), wide func(a *resource.Quantity, b resource.Quantity),
) (Quantity, error) {
	if q.wide == nil && other.wide == nil {
		made, err := plain(q.plain, other.plain)
		if err == nil {
			return Quantity{plain: made}, nil
		}
		var told *Error
		if err = failure(err); !errors.As(err, &told) || told.Code != wideCode {
			return Quantity{}, err
		}
	}
	made := q.AsResource()
	wide(&made, other.AsResource())
	return Quantity{wide: &made}, nil
}

// MilliValue is the quantity in milli-units, rounded up; the error "quantity.range" where that is no int64.
func (q Quantity) MilliValue() (int64, error) {
	return q.integer(abi.Quantity.Milli, "milliValue")
}

// Value is the quantity in whole units, rounded up; an error where that is no int64.
func (q Quantity) Value() (int64, error) {
	return q.integer(abi.Quantity.Units, "value")
}

func (q Quantity) integer(plain func(abi.Quantity) (int64, error), field string) (int64, error) {
	if q.wide == nil {
		value, err := plain(q.plain)
		return value, failure(err)
	}
	return 0, &Error{Code: "quantity.range", Message: fmt.Sprintf("%s: its %s is no int64", q, field)}
}

// AsResource is the quantity as Kubernetes' own type.
func (q Quantity) AsResource() resource.Quantity {
	if q.wide != nil {
		return q.wide.DeepCopy()
	}
	made := resource.MustParse(q.String())
	// 8Ei is more than Kubernetes reads: it becomes a number whose text no longer shows the format.
	made.Format = formats[q.plain.Format%3]
	return made
}

// formats are apimachinery's, by the header's numbers.
var formats = [3]resource.Format{resource.DecimalSI, resource.BinarySI, resource.DecimalExponent}
