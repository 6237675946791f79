//go:build !counterpoise_cgo

package abi

import (
	"context"

	"github.com/tetratelabs/wazero/experimental"
)

// piece is as much as is copied at once. A copy cannot be interrupted, as little as the module's code, and may be of a gigabyte here.
const piece = 1 << 20

// copyInPieces copies all of a slice to the start of another, which is as long. rest is called after each piece.
func copyInPieces(to, from []byte, rest func()) {
	for len(from) > 0 {
		n := copyPiece(to, from)
		to, from = to[n:], from[n:]
		rest()
	}
}

// copyPiece is a call of its own, since that is where a goroutine can be interrupted: in a loop around nothing but a copy a signal would
// nearly always find the copy.
//
//go:noinline
func copyPiece(to, from []byte) int { return copy(to, from[:min(piece, len(from))]) }

// linear is the memory of an instance. Left alone wazero would grow it by Go's append, for each page anew and in one copy.
type linear struct {
	bytes []byte
	most  uint64
	rest  func()
}

// ofSize is a context in which an instance is made with room for so many bytes; rest is called while it grows.
func ofSize(size uint64, rest func()) context.Context {
	return experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(
		func(first, most uint64) experimental.LinearMemory {
			return &linear{bytes: make([]byte, 0, max(first, size)), most: most, rest: rest}
		}))
}

// Reallocate gives the memory with so many bytes. Those that are new are zero: none is written before it is given.
func (l *linear) Reallocate(size uint64) []byte {
	if size > uint64(cap(l.bytes)) {
		// With a half more a memory is copied twice in all, however often it grows.
		larger := make([]byte, len(l.bytes), max(size, min(size+size/2, l.most)))
		copyInPieces(larger, l.bytes, l.rest)
		l.bytes = larger
	}
	l.bytes = l.bytes[:size]
	return l.bytes
}

// Free gives it back.
func (l *linear) Free() { l.bytes = nil }
