//go:build !counterpoise_cgo

package abi

import (
	"errors"
	"runtime"
	"sync"
)

// image is the memory of an instance at rest: another that is given the same is the same, and can serve beside it.
type image struct {
	memory  []byte
	scratch scratch
}

// snapshot takes the image of an instance.
func (in *instance) snapshot() *image {
	view, _ := in.memory.Read(0, in.memory.Size())
	memory := make([]byte, len(view))
	copyInPieces(memory, view, in.rest)
	return &image{memory: memory, scratch: in.scratch}
}

// restore gives a new instance the memory of an image. What else an instance has, its stack pointer, is the same at rest in all.
func (in *instance) restore(of *image) error {
	if size := uint32(len(of.memory)); size > in.memory.Size() {
		if _, ok := in.memory.Grow((size - in.memory.Size() + pageBytes - 1) / pageBytes); !ok {
			return errors.New("counterpoise: there is no memory for another instance")
		}
	}
	view, _ := in.memory.Read(0, in.memory.Size())
	copyInPieces(view, of.memory, in.rest)
	in.scratch = of.scratch
	return nil
}

// spare is what an instance may have grown by since it was made, and be kept.
const spare = 32 << 20

// pool lends instances that are all the same, each to one caller at a time, and makes them as they are needed: never more at once
// than there are processors to run them.
type pool struct {
	image *image
	turns chan struct{}
	mu    sync.Mutex
	idle  []*instance
	shut  bool
}

func newPool(of *image) *pool {
	return &pool{image: of, turns: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// base lends instances that hold nothing.
var base = newPool(nil)

// use calls with an instance of the pool. One that trapped, that has grown large, or that slower code runs is not used again.
func (p *pool) use(with func(in *instance) error) error {
	p.turns <- struct{}{}
	defer func() { <-p.turns }()
	in, err := p.take()
	if err != nil {
		return err
	}
	// Not given back where the caller panics.
	err = with(in)
	p.give(in)
	return err
}

func (p *pool) take() (*instance, error) {
	if in := p.pop(); in != nil {
		if !in.stale() {
			return in, nil
		}
		in.close()
	}
	return instantiate(p.image)
}

func (p *pool) pop() *instance {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return nil
	}
	in := p.idle[len(p.idle)-1]
	p.idle = p.idle[:len(p.idle)-1]
	return in
}

func (p *pool) give(in *instance) {
	if in.scratch.size > largest {
		in.release()
		if err := in.reserve(smallest); err != nil {
			in.dead = true
		}
	}
	p.mu.Lock()
	keep := !p.shut && !in.dead && in.memory.Size() <= p.size()+spare
	if keep {
		p.idle = append(p.idle, in)
	}
	p.mu.Unlock()
	if !keep {
		in.close()
	}
}

func (p *pool) size() uint32 {
	if p.image == nil {
		return 0
	}
	return uint32(len(p.image.memory))
}

// close ends the instances that nobody uses; those in use end when they are given back.
func (p *pool) close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.shut = nil, true
	p.mu.Unlock()
	for _, in := range idle {
		in.close()
	}
}
