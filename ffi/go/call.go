package counterpoise

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

// Call runs any operation of docs/operations.md: in is its input, marshalled as JSON, and its result is unmarshalled into out. JSON
// that is at hand passes as it is: in and out may be []byte or json.RawMessage, or pointers to such. A nil in is an empty input; with a nil
// out the result is dropped.
//
// A call takes microseconds to milliseconds and is not interrupted: ctx is looked at before it.
func Call(ctx context.Context, op string, in, out any) error {
	return call(ctx, in, out, func(input []byte) ([]byte, error) { return abi.Call(op, input) })
}

// Warm waits until calls are as fast as they get, which takes a second or two once in a process where the engine is the WebAssembly
// module, and no time otherwise. Calls work before; a host that begins with much work, such as the series of a large Prometheus, is
// done sooner for the wait.
func Warm(ctx context.Context) error {
	if err := abi.Warm(ctx.Done()); err != nil {
		return err
	}
	return ctx.Err()
}

// VersionInfo says what the engine is: the operation engine.version.
type VersionInfo struct {
	Version  string   `json:"version"`
	ABI      int      `json:"abi"`
	Profiles []string `json:"profiles"`
	Features []string `json:"features"`
}

// Version says what the engine is.
func Version() (VersionInfo, error) {
	var info VersionInfo
	err := Call(context.Background(), "engine.version", nil, &info)
	return info, err
}

func call(ctx context.Context, in, out any, run func([]byte) ([]byte, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	input, err := encode(in)
	if err != nil {
		return err
	}
	result, err := run(input)
	if err != nil {
		return failure(err)
	}
	return decode(result, out)
}

func encode(in any) ([]byte, error) {
	switch in := in.(type) {
	case nil:
		return []byte("{}"), nil
	case []byte:
		return in, nil
	case *[]byte:
		return *in, nil
	case json.RawMessage:
		return in, nil
	case *json.RawMessage:
		return *in, nil
	}
	input, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("counterpoise: the input cannot be marshalled: %w", err)
	}
	return input, nil
}

func decode(result []byte, out any) error {
	switch out := out.(type) {
	case nil:
		return nil
	case *[]byte:
		*out = result
		return nil
	case *json.RawMessage:
		*out = result
		return nil
	}
	if err := json.Unmarshal(result, out); err != nil {
		return fmt.Errorf("counterpoise: the result cannot be unmarshalled: %w", err)
	}
	return nil
}
