// Package abi is the C ABI of Counterpoise as Go calls it, twice: as a WebAssembly module that runs in pure Go, and, with
// the build tag counterpoise_cgo, as the static library. Both have the same functions on Go's own values; nothing of one side's
// memory is kept by the other once a call returns.
//
// The functions are those of counterpoise.h, which says what each takes and gives.
package abi

// Statuses that a call of the header gives.
const (
	StatusOK             = 0
	StatusError          = 1
	StatusPanic          = 4
	StatusBufferTooSmall = 5
)

// Which query of a request, and which usage, is meant.
const (
	Metric = 0
	CPU    = 1
	Memory = 2
)

// Failure is why a call failed.
type Failure struct {
	// Status is the status that the call gave.
	Status int32
	// JSON is the error object of the contract: code, message, and what else is known.
	JSON []byte
}

func (f *Failure) Error() string { return string(f.JSON) }

// Quantity is the header's counterpoise_quantity: Value times ten to the power of Scale.
type Quantity struct {
	Value  int64
	Scale  int32
	Format uint16
	Form   uint16
}

// Value is the header's counterpoise_value.
type Value struct {
	// Milli is the value in milli-units, rounded up.
	Milli int64
	// TimestampMS is when it was taken, in milliseconds since 1970.
	TimestampMS int64
	// Object is the place of the object among the names of the call; of an external metric that of the sample.
	Object uint32
	// WindowMS is how long it was measured over; 0 where nothing tells.
	WindowMS uint32
}

// sizes of the two in either engine.
const (
	quantityBytes = 16
	valueBytes    = 24
)

// textBytes is the length of texts one after another.
func textBytes(texts []string) int {
	sum := 0
	for _, text := range texts {
		sum += len(text)
	}
	return sum
}
