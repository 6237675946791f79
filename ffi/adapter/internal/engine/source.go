package engine

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

// maxConfigBytes is as much as the engine reads of a configuration.
const maxConfigBytes = 16 << 20

// Source is the configuration file. It is read whole each time: a ConfigMap that is mounted changes by a swap of links,
// which no modification time tells for certain.
type Source struct {
	// File is its path.
	File string
	last []byte
}

// Read gives the file's bytes.
func (s *Source) Read() ([]byte, error) {
	f, err := os.Open(s.File)
	if err != nil {
		return nil, fmt.Errorf("--config: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxConfigBytes+1))
	if err != nil {
		return nil, fmt.Errorf("--config: %w", err)
	}
	if len(text) > maxConfigBytes {
		return nil, fmt.Errorf("--config %s is larger than %d bytes", s.File, maxConfigBytes)
	}
	return text, nil
}

// Changed reads the file and tells whether it differs from what it was the last time.
func (s *Source) Changed() ([]byte, bool, error) {
	text, err := s.Read()
	if err != nil {
		return nil, false, err
	}
	if bytes.Equal(text, s.last) {
		return text, false, nil
	}
	s.last = text
	return text, true, nil
}
