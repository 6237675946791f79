// Package protocol is `counterpoise batch` for programs that ask upstream: a request a line in, a reply a line out.
//
// It is a module of its own without dependencies, so that programs for different releases of one upstream share it.
package protocol

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
)

// Operation answers the input of one request.
type Operation func(input json.RawMessage) (ok any, err error)

// Operations by their names.
type Operations map[string]Operation

// Of is an operation with a typed input, which refuses unknown fields.
func Of[Input any](ask func(Input) (any, error)) Operation {
	return func(text json.RawMessage) (any, error) {
		var input Input
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&input); err != nil {
			return nil, Refusal{"request.type", err}
		}
		return ask(input)
	}
}

// Join is all operations of some areas.
func Join(areas ...Operations) Operations {
	all := Operations{}
	for _, area := range areas {
		maps.Copy(all, area)
	}
	return all
}

// Refusal is an error with a code of its own: it is about the request, and upstream was not asked.
type Refusal struct {
	Code string
	Err  error
}

func (refusal Refusal) Error() string { return refusal.Err.Error() }

type request struct {
	ID    json.RawMessage `json:"id"`
	Op    string          `json:"op"`
	Input json.RawMessage `json:"input"`
}

type reply struct {
	ID    json.RawMessage `json:"id"`
	OK    any             `json:"ok,omitempty"`
	Error *problem        `json:"error,omitempty"`
}

type problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Main answers standard input until it ends.
func Main(operations Operations) {
	if err := Serve(os.Stdin, os.Stdout, operations); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Serve answers in until it ends. Replies are held back while another request is there to be read.
func Serve(in io.Reader, out io.Writer, operations Operations) error {
	const size = 1 << 16
	reader, writer := bufio.NewReaderSize(in, size), bufio.NewWriterSize(out, size)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for {
		line, err := reader.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := encoder.Encode(operations.answer(line)); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return writer.Flush()
		}
		if err != nil {
			return err
		}
		if waiting, _ := reader.Peek(reader.Buffered()); !bytes.Contains(waiting, []byte{'\n'}) {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
	}
}

func (operations Operations) answer(line []byte) (answer reply) {
	var asked request
	answer.ID = json.RawMessage("null")
	if err := json.Unmarshal(line, &asked); err != nil {
		answer.Error = &problem{"request.json", err.Error()}
		return answer
	}
	if asked.ID != nil {
		answer.ID = asked.ID
	}
	operation, found := operations[asked.Op]
	if !found {
		answer.Error = &problem{"request.unknown-operation", "there is no operation " + asked.Op}
		return answer
	}
	// A panic of upstream is an answer too: its callers would have died of it.
	defer func() {
		if panicked := recover(); panicked != nil {
			answer.OK, answer.Error = nil, &problem{"panic", fmt.Sprint(panicked)}
		}
	}()
	ok, err := operation(asked.Input)
	if refusal := (Refusal{}); errors.As(err, &refusal) {
		answer.Error = &problem{refusal.Code, refusal.Error()}
	} else if err != nil {
		answer.Error = &problem{"upstream", err.Error()}
	} else {
		answer.OK = ok
	}
	return answer
}
