// Command surface is the Go surface behind a pipe, for suites that send the same requests to every surface: the protocol of
// ffi/tests/c/surface.c. A request is an operation, a tab and its input as JSON on one line; a reply is "ok" or "error", a tab and
// JSON. The operation "@" builds an engine, which serves those that start with "@".
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
	"github.com/counterpoise/counterpoise/ffi/go/internal/abi"
)

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "surface:", err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	requests, replies := bufio.NewReader(in), bufio.NewWriter(out)
	var engine *abi.Engine
	for {
		line, err := requests.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		op, input, ok := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte("\t"))
		if !ok {
			return errors.New("a request needs a tab")
		}
		result, err := answer(&engine, string(op), input)
		kind := "ok"
		if err != nil {
			kind = "error"
			if result, err = told(err); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(replies, "%s\t%s\n", kind, result); err != nil {
			return err
		}
		if err := replies.Flush(); err != nil {
			return err
		}
	}
}

func answer(engine **abi.Engine, op string, input []byte) ([]byte, error) {
	ctx := context.Background()
	switch {
	case op == "@":
		built, err := abi.NewEngine(input)
		if err != nil {
			return nil, err
		}
		if *engine != nil {
			(*engine).Close()
		}
		*engine = built
		return []byte("{}"), nil
	case strings.HasPrefix(op, "@"):
		return (*engine).Call(op[1:], input)
	default:
		var result json.RawMessage
		err := counterpoise.Call(ctx, op, input, &result)
		return result, err
	}
}

// told is an error as the contract's object.
func told(err error) ([]byte, error) {
	var failed *abi.Failure
	var public *counterpoise.Error
	switch {
	case errors.As(err, &failed):
		return failed.JSON, nil
	case errors.As(err, &public):
		return json.Marshal(public)
	default:
		return nil, err
	}
}
