//go:build counterpoise_cgo

package abi

/*
#cgo noescape counterpoise_quantity_print
#cgo noescape counterpoise_quantity_compare
#cgo noescape counterpoise_quantity_add
#cgo noescape counterpoise_quantity_sub
#cgo noescape counterpoise_quantity_milli
#cgo noescape counterpoise_quantity_value
#cgo nocallback counterpoise_quantity_print
#cgo nocallback counterpoise_quantity_compare
#cgo nocallback counterpoise_quantity_add
#cgo nocallback counterpoise_quantity_sub
#cgo nocallback counterpoise_quantity_milli
#cgo nocallback counterpoise_quantity_value
#include "counterpoise.h"
*/
import "C"

import "unsafe"

// The structs are passed as they are.
var (
	_ = [1]struct{}{}[unsafe.Sizeof(Quantity{})-C.sizeof_counterpoise_quantity]
	_ = [1]struct{}{}[unsafe.Sizeof(Value{})-C.sizeof_counterpoise_value]
)

func (q *Quantity) c() *C.counterpoise_quantity {
	return (*C.counterpoise_quantity)(unsafe.Pointer(q))
}

// ParseQuantities reads quantities into a slice of as many. How many of them are good stands beside the error, which is about the
// text behind them.
func ParseQuantities(texts []string, quantities []Quantity) (int, error) {
	if len(texts) == 0 {
		return 0, nil
	}
	var done C.size_t
	var failure *C.counterpoise_error
	list := listOf(texts)
	defer list.release()
	data, ends, count := list.arguments()
	status := C.counterpoise_quantities_parse(data, ends, count, quantities[:len(texts)][0].c(), &done, &failure)
	return int(done), failed(status, failure)
}

// Print is the text of a quantity in its canonical form.
func (q Quantity) Print() (string, error) {
	var buffer [64]byte
	var needed C.size_t
	var failure *C.counterpoise_error
	at, capacity := ofBytes(buffer[:])
	if status := C.counterpoise_quantity_print(q.c(), at, capacity, &needed, &failure); status != StatusOK {
		return "", failed(status, failure)
	}
	return string(buffer[:needed]), nil
}

// Compare is -1, 0 or 1.
func (q Quantity) Compare(other Quantity) (int, error) {
	var order C.int32_t
	var failure *C.counterpoise_error
	status := C.counterpoise_quantity_compare(q.c(), other.c(), &order, &failure)
	return int(order), failed(status, failure)
}

// Add is the sum.
func (q Quantity) Add(other Quantity) (sum Quantity, err error) {
	var failure *C.counterpoise_error
	status := C.counterpoise_quantity_add(q.c(), other.c(), sum.c(), &failure)
	return sum, failed(status, failure)
}

// Sub is the difference.
func (q Quantity) Sub(other Quantity) (difference Quantity, err error) {
	var failure *C.counterpoise_error
	status := C.counterpoise_quantity_sub(q.c(), other.c(), difference.c(), &failure)
	return difference, failed(status, failure)
}

// Milli is the value in milli-units, rounded up.
func (q Quantity) Milli() (int64, error) {
	var value C.int64_t
	var failure *C.counterpoise_error
	status := C.counterpoise_quantity_milli(q.c(), &value, &failure)
	return int64(value), failed(status, failure)
}

// Units is the value in whole units, rounded up.
func (q Quantity) Units() (int64, error) {
	var value C.int64_t
	var failure *C.counterpoise_error
	status := C.counterpoise_quantity_value(q.c(), &value, &failure)
	return int64(value), failed(status, failure)
}
