//go:build !counterpoise_cgo

package abi

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// function is a function of the module.
type function int

const (
	bufferNew function = iota
	bufferFree
	stringData
	stringLen
	stringFree
	errorJSON
	errorFree
	call
	engineNew
	engineCall
	engineRequests
	engineQuery
	engineConvert
	engineValues
	builderNew
	builderConfig
	builderCompat
	builderResources
	builderLimits
	builderSeriesLimit
	builderRequests
	builderSeries
	builderFinish
	quantityPrint
	quantityCompare
	quantityAdd
	quantitySub
	quantityMilli
	quantityValue
	quantitiesParse
	functions
)

var names = [functions]string{
	bufferNew:          "counterpoise_buffer_new",
	bufferFree:         "counterpoise_buffer_free",
	stringData:         "counterpoise_string_data",
	stringLen:          "counterpoise_string_len",
	stringFree:         "counterpoise_string_free",
	errorJSON:          "counterpoise_error_json",
	errorFree:          "counterpoise_error_free",
	call:               "counterpoise_call",
	engineNew:          "counterpoise_engine_new",
	engineCall:         "counterpoise_engine_call",
	engineRequests:     "counterpoise_engine_requests",
	engineQuery:        "counterpoise_engine_query",
	engineConvert:      "counterpoise_engine_convert",
	engineValues:       "counterpoise_engine_values",
	builderNew:         "counterpoise_builder_new",
	builderConfig:      "counterpoise_builder_config",
	builderCompat:      "counterpoise_builder_compat",
	builderResources:   "counterpoise_builder_resources",
	builderLimits:      "counterpoise_builder_limits",
	builderSeriesLimit: "counterpoise_builder_series_limit",
	builderRequests:    "counterpoise_builder_requests",
	builderSeries:      "counterpoise_builder_series",
	builderFinish:      "counterpoise_builder_finish",
	quantityPrint:      "counterpoise_quantity_print",
	quantityCompare:    "counterpoise_quantity_compare",
	quantityAdd:        "counterpoise_quantity_add",
	quantitySub:        "counterpoise_quantity_sub",
	quantityMilli:      "counterpoise_quantity_milli",
	quantityValue:      "counterpoise_quantity_value",
	quantitiesParse:    "counterpoise_quantities_parse",
}

// instance is a running module: memory of its own, and a call at a time.
type instance struct {
	code      *code
	module    api.Module
	memory    api.Memory
	functions [functions]api.Function
	stack     [18]uint64
	scratch   scratch
	// calls is what calls run in: it has what pauses them.
	calls context.Context
	// dead is set by a trap: what the memory holds then is anybody's guess.
	dead bool
}

// scratch is a buffer in an instance's memory that arguments are written to; calls use one after another.
type scratch struct{ at, size uint32 }

// What lies at the scratch's start: the out-parameters.
const (
	outSlot    = 0
	errorSlot  = 4
	neededSlot = 8
	doneSlot   = 12
	slots      = 32
)

// smallest is the size of a scratch; a larger one, made for a large call, is given back after it.
const smallest = 4 << 10

// largest is what a scratch may grow to and be kept.
const largest = 1 << 20

// pageBytes is the unit that memory grows by.
const pageBytes = 1 << 16

// instantiate starts an instance whose memory is the image's, or a new one.
func instantiate(of *image) (*instance, error) {
	code, err := ready()
	if err != nil {
		return nil, err
	}
	var size uint64
	if of != nil {
		size = uint64(len(of.memory))
	}
	in := &instance{code: code, calls: context.Background()}
	in.module, err = code.runtime.InstantiateModule(ofSize(size, in.rest), code.module, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, fmt.Errorf("counterpoise: the module does not start: %w", err)
	}
	in.memory = in.module.Memory()
	for function, name := range names {
		in.functions[function] = in.module.ExportedFunction(name)
		if in.functions[function] == nil {
			return nil, fmt.Errorf("counterpoise: the module has no %s", name)
		}
	}
	if of == nil {
		return in, in.reserve(smallest)
	}
	if err := in.restore(of); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

// stale tells whether the instance is of code that is no longer the fastest.
func (in *instance) stale() bool {
	newest := translated.Load()
	return newest != nil && newest != in.code
}

func (in *instance) close() {
	_ = in.module.Close(context.Background())
}

// reserve makes room for so many bytes of arguments.
func (in *instance) reserve(size uint32) error {
	if size <= in.scratch.size {
		return nil
	}
	in.release()
	in.stack[0] = uint64(size)
	if err := in.run(bufferNew, 1); err != nil {
		return err
	}
	at := uint32(in.stack[0])
	if at == 0 {
		return tooLarge(size)
	}
	in.scratch = scratch{at: at, size: size}
	return nil
}

// release gives the scratch back.
func (in *instance) release() {
	if in.scratch.size == 0 || in.dead {
		return
	}
	in.stack[0], in.stack[1] = uint64(in.scratch.at), uint64(in.scratch.size)
	in.scratch = scratch{}
	_ = in.run(bufferFree, 2)
}

// run calls a function with the parameters that stand on the stack; its result stands there afterwards.
func (in *instance) run(f function, parameters int) error {
	if err := in.functions[f].CallWithStack(in.calls, in.stack[:max(parameters, 1)]); err != nil {
		in.dead = true
		return trapped(err)
	}
	return nil
}

// status calls a function that has an error parameter, at the error slot.
func (in *instance) status(f function, parameters ...uint64) error {
	copy(in.stack[:], parameters)
	if err := in.run(f, len(parameters)); err != nil {
		return err
	}
	status := int32(in.stack[0])
	switch status {
	case StatusOK:
		return nil
	case StatusBufferTooSmall:
		return &Failure{Status: status}
	}
	handle := in.slot(errorSlot)
	in.stack[0], in.stack[1] = uint64(handle), uint64(in.scratch.at+neededSlot)
	if err := in.run(errorJSON, 2); err != nil {
		return err
	}
	failure := &Failure{Status: status, JSON: in.copied(uint32(in.stack[0]), in.slot(neededSlot))}
	in.stack[0] = uint64(handle)
	if err := in.run(errorFree, 1); err != nil {
		return err
	}
	return failure
}

// text takes the text whose handle is in the out slot.
func (in *instance) text() ([]byte, error) {
	handle := uint64(in.slot(outSlot))
	in.stack[0] = handle
	if err := in.run(stringData, 1); err != nil {
		return nil, err
	}
	data := uint32(in.stack[0])
	in.stack[0] = handle
	if err := in.run(stringLen, 1); err != nil {
		return nil, err
	}
	text := in.copied(data, uint32(in.stack[0]))
	in.stack[0] = handle
	return text, in.run(stringFree, 1)
}

// slot reads an out-parameter.
func (in *instance) slot(offset uint32) uint32 {
	value, _ := in.memory.ReadUint32Le(in.scratch.at + offset)
	return value
}

// out is the address of an out-parameter.
func (in *instance) out(offset uint32) uint64 { return uint64(in.scratch.at + offset) }

// copied is a copy of the instance's memory, which changes with the next call.
func (in *instance) copied(at, size uint32) []byte {
	view, _ := in.memory.Read(at, size)
	return append([]byte(nil), view...)
}

func trapped(cause error) error {
	message := fmt.Sprintf("a fault inside Counterpoise was caught: %v", cause)
	return failed(StatusPanic, "abi.panic", message)
}

func tooLarge(size uint32) error {
	return failed(StatusError, "limit.size", fmt.Sprintf("there is no memory for %d bytes of arguments", size))
}

func failed(status int32, code, message string) *Failure {
	object, _ := json.Marshal(map[string]string{"code": code, "message": message})
	return &Failure{Status: status, JSON: object}
}

// arguments writes what a call takes, one thing after another, behind the slots of the scratch.
type arguments struct {
	in   *instance
	view []byte
	at   uint32
}

// arguments makes room for so many bytes of texts in so many pieces.
func (in *instance) arguments(bytes, pieces int) (arguments, error) {
	// Each piece may need up to 7 bytes to be aligned.
	size := uint64(slots) + uint64(bytes) + 8*uint64(pieces)
	if size > pageLimit*pageBytes {
		return arguments{}, tooLarge(^uint32(0))
	}
	if err := in.reserve(uint32(size)); err != nil {
		return arguments{}, err
	}
	view, _ := in.memory.Read(in.scratch.at, in.scratch.size)
	return arguments{in: in, view: view, at: slots}, nil
}

// text writes a text and gives its address and length.
func (a *arguments) text(text string) (uint64, uint64) {
	at := a.at
	a.at += uint32(copy(a.view[at:], text))
	return uint64(a.in.scratch.at + at), uint64(len(text))
}

// bytes is as text, of bytes.
func (a *arguments) bytes(text []byte) (uint64, uint64) {
	at := a.at
	copyInPieces(a.view[at:], text, a.in.rest)
	a.at += uint32(len(text))
	return uint64(a.in.scratch.at + at), uint64(len(text))
}

// texts writes a list of texts and gives the address of them, of their ends, and their number.
func (a *arguments) texts(texts []string) (uint64, uint64, uint64) {
	data := a.at
	for _, text := range texts {
		a.at += uint32(copy(a.view[a.at:], text))
	}
	ends, end := a.room(4*len(texts)), uint32(0)
	for place, text := range texts {
		end += uint32(len(text))
		binary.LittleEndian.PutUint32(a.view[ends+4*uint32(place):], end)
	}
	return uint64(a.in.scratch.at + data), uint64(a.in.scratch.at + ends), uint64(len(texts))
}

// quantity writes a quantity and gives its address.
func (a *arguments) quantity(q Quantity) uint64 {
	at := a.room(quantityBytes)
	binary.LittleEndian.PutUint64(a.view[at:], uint64(q.Value))
	binary.LittleEndian.PutUint32(a.view[at+8:], uint32(q.Scale))
	binary.LittleEndian.PutUint16(a.view[at+12:], q.Format)
	binary.LittleEndian.PutUint16(a.view[at+14:], q.Form)
	return uint64(a.in.scratch.at + at)
}

// room leaves so many bytes for values of the header and gives their offset in the scratch.
func (a *arguments) room(bytes int) uint32 {
	at := (a.at + 7) &^ 7
	a.at = at + uint32(bytes)
	return at
}

// rest gives what of the scratch is not written: address and length.
func (a *arguments) rest() (at uint64, size uint64) {
	return uint64(a.in.scratch.at + a.at), uint64(a.in.scratch.size - a.at)
}
