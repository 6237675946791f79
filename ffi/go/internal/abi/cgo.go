//go:build counterpoise_cgo

package abi

// The static library that `cargo xtask install --prefix P` puts in place; pkg-config finds it by
// PKG_CONFIG_PATH=P/lib/pkgconfig.

/*
#cgo pkg-config: counterpoise-static
#cgo noescape counterpoise_call
#cgo noescape counterpoise_engine_call
#cgo noescape counterpoise_engine_query
#cgo noescape counterpoise_engine_convert
#cgo noescape counterpoise_engine_values
#cgo noescape counterpoise_quantities_parse
#cgo nocallback counterpoise_call
#cgo nocallback counterpoise_engine_call
#cgo nocallback counterpoise_engine_query
#cgo nocallback counterpoise_engine_convert
#cgo nocallback counterpoise_engine_values
#cgo nocallback counterpoise_quantities_parse
#include "counterpoise.h"
*/
import "C"

import (
	"sync"
	"unsafe"
)

// Name says which of the two engines this is.
const Name = "cgo"

// Warm does nothing: calls are as fast as they get from the first.
func Warm(<-chan struct{}) error { return nil }

// failed is the error of a call that gave a status, of its error handle where there is one.
func failed(status C.int32_t, handle *C.counterpoise_error) error {
	switch {
	case status == StatusOK:
		return nil
	case handle == nil:
		return &Failure{Status: int32(status)}
	}
	defer C.counterpoise_error_free(handle)
	var size C.size_t
	text := C.counterpoise_error_json(handle, &size)
	return &Failure{Status: int32(status), JSON: C.GoBytes(unsafe.Pointer(text), C.int(size))}
}

// taken is the text of a handle, which is freed.
func taken(text *C.counterpoise_string) []byte {
	defer C.counterpoise_string_free(text)
	return C.GoBytes(unsafe.Pointer(C.counterpoise_string_data(text)), C.int(C.counterpoise_string_len(text)))
}

// The address of a text and its length; an empty one needs no address.
func ofString(text string) (*C.char, C.size_t) {
	return (*C.char)(unsafe.Pointer(unsafe.StringData(text))), C.size_t(len(text))
}

func ofBytes(text []byte) (*C.char, C.size_t) {
	return (*C.char)(unsafe.Pointer(unsafe.SliceData(text))), C.size_t(len(text))
}

// list is texts one after another, and where each ends. Lists are used again, since hot calls come often.
type list struct {
	data []byte
	ends []C.size_t
}

var lists = sync.Pool{New: func() any { return new(list) }}

// largest is what a list may hold and be kept.
const largest = 1 << 20

func listOf(texts []string) *list {
	l := lists.Get().(*list)
	l.data, l.ends = l.data[:0], l.ends[:0]
	for _, text := range texts {
		l.data = append(l.data, text...)
		l.ends = append(l.ends, C.size_t(len(l.data)))
	}
	return l
}

func (l *list) arguments() (*C.char, *C.size_t, C.size_t) {
	data, _ := ofBytes(l.data)
	return data, unsafe.SliceData(l.ends), C.size_t(len(l.ends))
}

func (l *list) release() {
	if cap(l.data) <= largest {
		lists.Put(l)
	}
}

// Call runs an operation on JSON text.
func Call(op string, input []byte) ([]byte, error) {
	var out *C.counterpoise_string
	var failure *C.counterpoise_error
	opAt, opLen := ofString(op)
	at, size := ofBytes(input)
	if status := C.counterpoise_call(opAt, opLen, at, size, &out, &failure); status != StatusOK {
		return nil, failed(status, failure)
	}
	return taken(out), nil
}

// Engine is an engine handle.
type Engine struct{ handle *C.counterpoise_engine }

// NewEngine compiles a configuration, series and resources that are one JSON object.
func NewEngine(json []byte) (*Engine, error) {
	var out *C.counterpoise_engine
	var failure *C.counterpoise_error
	at, size := ofBytes(json)
	if status := C.counterpoise_engine_new(at, size, &out, &failure); status != StatusOK {
		return nil, failed(status, failure)
	}
	return &Engine{handle: out}, nil
}

// Close frees the engine. No call may run or come any more.
func (e *Engine) Close() {
	C.counterpoise_engine_free(e.handle)
	e.handle = nil
}

// Call runs an operation with what the engine holds.
func (e *Engine) Call(op string, input []byte) ([]byte, error) {
	var out *C.counterpoise_string
	var failure *C.counterpoise_error
	opAt, opLen := ofString(op)
	at, size := ofBytes(input)
	if status := C.counterpoise_engine_call(e.handle, opAt, opLen, at, size, &out, &failure); status != StatusOK {
		return nil, failed(status, failure)
	}
	return taken(out), nil
}

// Requests is what to ask Prometheus for: the JSON of rules.requests.
func (e *Engine) Requests(options []byte) ([]byte, error) {
	var out *C.counterpoise_string
	var failure *C.counterpoise_error
	at, size := ofBytes(options)
	if status := C.counterpoise_engine_requests(e.handle, at, size, &out, &failure); status != StatusOK {
		return nil, failed(status, failure)
	}
	return taken(out), nil
}

// Query is the query that answers a request.
func (e *Engine) Query(path string, objects []string, which uint32) (string, error) {
	pathAt, pathLen := ofString(path)
	names := listOf(objects)
	defer names.release()
	data, ends, count := names.arguments()
	var short [1024]byte
	buffer := short[:]
	for {
		var needed C.size_t
		var failure *C.counterpoise_error
		at, capacity := ofBytes(buffer)
		status := C.counterpoise_engine_query(e.handle, pathAt, pathLen, data, ends, count, C.uint32_t(which), at, capacity, &needed, &failure)
		switch status {
		case StatusOK:
			return string(buffer[:needed]), nil
		case StatusBufferTooSmall:
			buffer = make([]byte, needed)
		default:
			return "", failed(status, failure)
		}
	}
}

// Convert makes the API's answer of Prometheus' answer: the JSON of metrics.convert. memory is the answer to the query of memory
// where the request asks for usage, else nil.
func (e *Engine) Convert(path string, objects []string, answer, memory []byte, nowMS int64) ([]byte, error) {
	var out *C.counterpoise_string
	var failure *C.counterpoise_error
	pathAt, pathLen := ofString(path)
	names := listOf(objects)
	defer names.release()
	data, ends, count := names.arguments()
	answerAt, answerLen := ofBytes(answer)
	memoryAt, memoryLen := ofBytes(memory)
	status := C.counterpoise_engine_convert(e.handle, pathAt, pathLen, data, ends, count, answerAt, answerLen, memoryAt, memoryLen,
		C.int64_t(nowMS), &out, &failure)
	if status != StatusOK {
		return nil, failed(status, failure)
	}
	return taken(out), nil
}

// Values are the values of Prometheus' answer without the API's object around them, appended to a slice.
func (e *Engine) Values(values []Value, path string, objects []string, which uint32, answer, memory []byte, nowMS int64) ([]Value, error) {
	pathAt, pathLen := ofString(path)
	names := listOf(objects)
	defer names.release()
	data, ends, count := names.arguments()
	answerAt, answerLen := ofBytes(answer)
	memoryAt, memoryLen := ofBytes(memory)
	for room := max(len(objects), 1); ; {
		made := make([]Value, room)
		var needed C.size_t
		var failure *C.counterpoise_error
		status := C.counterpoise_engine_values(e.handle, pathAt, pathLen, data, ends, count, C.uint32_t(which), answerAt, answerLen,
			memoryAt, memoryLen, C.int64_t(nowMS), (*C.counterpoise_value)(unsafe.Pointer(unsafe.SliceData(made))), C.size_t(room),
			&needed, &failure)
		switch status {
		case StatusOK:
			return append(values, made[:needed]...), nil
		case StatusBufferTooSmall:
			room = int(needed)
		default:
			return nil, failed(status, failure)
		}
	}
}

// Builder is a builder handle: one goroutine at a time.
type Builder struct {
	handle *C.counterpoise_builder
	rest   func()
}

// NewBuilder makes a builder.
func NewBuilder() (*Builder, error) {
	var out *C.counterpoise_builder
	var failure *C.counterpoise_error
	if status := C.counterpoise_builder_new(&out, &failure); status != StatusOK {
		return nil, failed(status, failure)
	}
	return &Builder{handle: out}, nil
}

// Pause has a function called after each text of series. While C runs nothing can be called, and nothing needs to: Go's scheduler
// and its collector do not wait for C.
func (b *Builder) Pause(rest func()) { b.rest = rest }

// Config gives the configuration.
func (b *Builder) Config(text []byte) error {
	var failure *C.counterpoise_error
	at, size := ofBytes(text)
	return failed(C.counterpoise_builder_config(b.handle, at, size, &failure), failure)
}

// Compat says whose behaviour is wanted.
func (b *Builder) Compat(compat string) error {
	var failure *C.counterpoise_error
	at, size := ofString(compat)
	return failed(C.counterpoise_builder_compat(b.handle, at, size, &failure), failure)
}

// Resources gives the cluster's resources.
func (b *Builder) Resources(json []byte) error {
	var failure *C.counterpoise_error
	at, size := ofBytes(json)
	return failed(C.counterpoise_builder_resources(b.handle, at, size, &failure), failure)
}

// Limits says how much work the engine may be.
func (b *Builder) Limits(json []byte) error {
	var failure *C.counterpoise_error
	at, size := ofBytes(json)
	return failed(C.counterpoise_builder_limits(b.handle, at, size, &failure), failure)
}

// Series gives series.
func (b *Builder) Series(text []byte) error {
	var failure *C.counterpoise_error
	at, size := ofBytes(text)
	status := C.counterpoise_builder_series(b.handle, at, size, &failure)
	if b.rest != nil {
		b.rest()
	}
	return failed(status, failure)
}

// SeriesLimit says how many bytes the texts of all series may have together.
func (b *Builder) SeriesLimit(bytes int) error {
	var failure *C.counterpoise_error
	return failed(C.counterpoise_builder_series_limit(b.handle, C.size_t(bytes), &failure), failure)
}

// Requests is what to ask Prometheus for: the JSON of rules.requests.
func (b *Builder) Requests(options []byte) ([]byte, error) {
	var out *C.counterpoise_string
	var failure *C.counterpoise_error
	at, size := ofBytes(options)
	if status := C.counterpoise_builder_requests(b.handle, at, size, &out, &failure); status != StatusOK {
		return nil, failed(status, failure)
	}
	return taken(out), nil
}

// Finish makes the engine; the builder is used up.
func (b *Builder) Finish() (*Engine, error) {
	defer b.Close()
	var out *C.counterpoise_engine
	var failure *C.counterpoise_error
	if status := C.counterpoise_builder_finish(b.handle, &out, &failure); status != StatusOK {
		return nil, failed(status, failure)
	}
	return &Engine{handle: out}, nil
}

// Close gives a builder up that was not used up.
func (b *Builder) Close() {
	C.counterpoise_builder_free(b.handle)
	b.handle = nil
}
