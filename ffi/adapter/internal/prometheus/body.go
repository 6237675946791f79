package prometheus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// readAnswer takes an answer's bytes if they can be one of Prometheus' HTTP API; what they say is the engine's to read.
func readAnswer(r *http.Response, limit int64) ([]byte, *Error) {
	if r.ContentLength > limit {
		return nil, tooLarge(r.StatusCode, limit)
	}
	var body bytes.Buffer
	if r.ContentLength > 0 {
		// One byte more lets the reader meet the end without growing the buffer.
		body.Grow(int(r.ContentLength) + bytes.MinRead)
	}
	_, err := body.ReadFrom(io.LimitReader(r.Body, limit+1))
	if int64(body.Len()) > limit {
		return nil, tooLarge(r.StatusCode, limit)
	}
	if err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, &Error{Kind: Truncated, Status: r.StatusCode, Message: "Prometheus' answer ends in the middle", Cause: err}
		}
		return nil, transportError(err)
	}
	return body.Bytes(), judge(r, body.Bytes())
}

// judge tells what is wrong with an answer by its status and its first and last bytes.
func judge(r *http.Response, body []byte) *Error {
	text := bytes.TrimSpace(body)
	isObject := bytes.HasPrefix(text, []byte("{"))
	if r.StatusCode/100 == 2 {
		switch {
		case len(text) == 0:
			return &Error{Kind: Truncated, Status: r.StatusCode, Message: "Prometheus' answer is empty"}
		case !isObject:
			return &Error{Kind: Unexpected, Status: r.StatusCode, Message: fmt.Sprintf(
				"Prometheus answered %s in place of JSON: does --prometheus-url lead to its HTTP API?", contentType(r))}
		case !bytes.HasSuffix(text, []byte("}")):
			return &Error{Kind: Truncated, Status: r.StatusCode, Message: "Prometheus' answer ends in the middle"}
		}
		return nil
	}
	e := &Error{Kind: Unexpected, Status: r.StatusCode}
	said := ""
	if isObject {
		said = refusal(text)
	}
	switch {
	case r.StatusCode == http.StatusTooManyRequests || r.StatusCode >= 500:
		e.Kind = Unavailable
		e.retryAfter = retryAfter(r)
	case said != "":
		e.Kind = Refused
	}
	e.Message = fmt.Sprintf("Prometheus answered %d %s", r.StatusCode, http.StatusText(r.StatusCode))
	switch {
	case said != "":
		e.Message += ": " + said
	case e.Kind == Unexpected:
		e.Message += fmt.Sprintf(" with %s: do --prometheus-url and its credentials lead to its HTTP API?", contentType(r))
	}
	return e
}

// refusal is the error of Prometheus' HTTP API that a body holds, or nothing.
func refusal(body []byte) string {
	var answer struct {
		ErrorType string `json:"errorType"`
		Error     string `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil || answer.Error == "" {
		return ""
	}
	const longest = 512
	said := strings.ToValidUTF8(answer.Error, "�")
	if len(said) > longest {
		said = strings.ToValidUTF8(said[:longest], "") + "…"
	}
	if answer.ErrorType == "" {
		return said
	}
	return answer.ErrorType + ": " + said
}

func contentType(r *http.Response) string {
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if kind = strings.TrimSpace(kind); kind == "" || len(kind) > 64 {
		return "something"
	}
	return kind
}

func retryAfter(r *http.Response) time.Duration {
	seconds, err := strconv.Atoi(r.Header.Get("Retry-After"))
	if err != nil || seconds < 1 {
		return 0
	}
	return time.Duration(min(seconds, 3600)) * time.Second
}

func tooLarge(status int, limit int64) *Error {
	return &Error{Kind: TooLarge, Status: status, Message: fmt.Sprintf(
		"Prometheus' answer is larger than %d bytes, which is --prometheus-max-response-bytes, and of a query at most %d", limit, maxQueryBytes)}
}
