//go:build !counterpoise_cgo

package abi

import "encoding/binary"

// Call runs an operation on JSON text.
func Call(op string, input []byte) (result []byte, err error) {
	err = base.use(func(in *instance) error {
		a, err := in.arguments(len(op)+len(input), 2)
		if err != nil {
			return err
		}
		opAt, opLen := a.text(op)
		at, size := a.bytes(input)
		if err := in.status(call, opAt, opLen, at, size, in.out(outSlot), in.out(errorSlot)); err != nil {
			return err
		}
		result, err = in.text()
		return err
	})
	return result, err
}

// Engine is an engine handle, in the memory that every instance of the pool has.
type Engine struct {
	pool   *pool
	handle uint64
}

// NewEngine compiles a configuration, series and resources that are one JSON object.
func NewEngine(json []byte) (*Engine, error) {
	in, err := instantiate(nil)
	if err != nil {
		return nil, err
	}
	a, err := in.arguments(len(json), 1)
	if err == nil {
		at, size := a.bytes(json)
		err = in.status(engineNew, at, size, in.out(outSlot), in.out(errorSlot))
	}
	return engineOf(in, err)
}

// engineOf is the engine whose handle is in the out slot of an instance, which serves it from now on.
func engineOf(in *instance, err error) (*Engine, error) {
	if err != nil {
		in.close()
		return nil, err
	}
	engine := &Engine{handle: uint64(in.slot(outSlot)), pool: newPool(in.snapshot())}
	in.pausedBy(nil)
	engine.pool.give(in)
	return engine, nil
}

// Close frees the engine. No call may run or come any more.
func (e *Engine) Close() { e.pool.close() }

// Call runs an operation with what the engine holds.
func (e *Engine) Call(op string, input []byte) (result []byte, err error) {
	err = e.pool.use(func(in *instance) error {
		a, err := in.arguments(len(op)+len(input), 2)
		if err != nil {
			return err
		}
		opAt, opLen := a.text(op)
		at, size := a.bytes(input)
		err = in.status(engineCall, e.handle, opAt, opLen, at, size, in.out(outSlot), in.out(errorSlot))
		if err != nil {
			return err
		}
		result, err = in.text()
		return err
	})
	return result, err
}

// Requests is what to ask Prometheus for: the JSON of rules.requests.
func (e *Engine) Requests(options []byte) (result []byte, err error) {
	err = e.pool.use(func(in *instance) error {
		result, err = in.requests(engineRequests, e.handle, options)
		return err
	})
	return result, err
}

func (in *instance) requests(f function, handle uint64, options []byte) ([]byte, error) {
	a, err := in.arguments(len(options), 1)
	if err != nil {
		return nil, err
	}
	at, size := a.bytes(options)
	if err := in.status(f, handle, at, size, in.out(outSlot), in.out(errorSlot)); err != nil {
		return nil, err
	}
	return in.text()
}

// Query is the query that answers a request.
func (e *Engine) Query(path string, objects []string, which uint32) (promql string, err error) {
	err = e.pool.use(func(in *instance) error {
		room := smallest
		for {
			a, err := in.arguments(len(path)+textBytes(objects)+4*len(objects)+room, 3)
			if err != nil {
				return err
			}
			at, size := a.text(path)
			data, ends, count := a.texts(objects)
			buffer, capacity := a.rest()
			err = in.status(engineQuery, e.handle, at, size, data, ends, count, uint64(which),
				buffer, capacity, in.out(neededSlot), in.out(errorSlot))
			needed := in.slot(neededSlot)
			if isTooSmall(err) {
				room = int(needed)
				continue
			}
			if err == nil {
				view, _ := in.memory.Read(uint32(buffer), needed)
				promql = string(view)
			}
			return err
		}
	})
	return promql, err
}

// Convert makes the API's answer of Prometheus' answer: the JSON of metrics.convert. memory is the answer to the query of memory
// where the request asks for usage, else nil.
func (e *Engine) Convert(path string, objects []string, answer, memory []byte, nowMS int64) (result []byte, err error) {
	err = e.pool.use(func(in *instance) error {
		a, err := in.arguments(len(path)+textBytes(objects)+4*len(objects)+len(answer)+len(memory), 5)
		if err != nil {
			return err
		}
		at, size := a.text(path)
		data, ends, count := a.texts(objects)
		answerAt, answerLen := a.bytes(answer)
		memoryAt, memoryLen := a.bytes(memory)
		err = in.status(engineConvert, e.handle, at, size, data, ends, count, answerAt, answerLen, memoryAt, memoryLen,
			uint64(nowMS), in.out(outSlot), in.out(errorSlot))
		if err != nil {
			return err
		}
		result, err = in.text()
		return err
	})
	return result, err
}

// Values are the values of Prometheus' answer without the API's object around them, appended to a slice.
func (e *Engine) Values(values []Value, path string, objects []string, which uint32, answer, memory []byte, nowMS int64) ([]Value, error) {
	err := e.pool.use(func(in *instance) error {
		room := max(len(objects), 1)
		for {
			a, err := in.arguments(len(path)+textBytes(objects)+4*len(objects)+len(answer)+len(memory)+valueBytes*room, 6)
			if err != nil {
				return err
			}
			at, size := a.text(path)
			data, ends, count := a.texts(objects)
			answerAt, answerLen := a.bytes(answer)
			memoryAt, memoryLen := a.bytes(memory)
			array := in.scratch.at + a.room(valueBytes*room)
			err = in.status(engineValues, e.handle, at, size, data, ends, count, uint64(which), answerAt, answerLen,
				memoryAt, memoryLen, uint64(nowMS), uint64(array), uint64(room), in.out(neededSlot), in.out(errorSlot))
			needed := in.slot(neededSlot)
			if isTooSmall(err) {
				room = int(needed)
				continue
			}
			if err == nil {
				view, _ := in.memory.Read(array, valueBytes*needed)
				values = append(values, readValues(view)...)
			}
			return err
		}
	})
	return values, err
}

func readValues(view []byte) []Value {
	values := make([]Value, 0, len(view)/valueBytes)
	for ; len(view) >= valueBytes; view = view[valueBytes:] {
		values = append(values, Value{
			Milli:       int64(binary.LittleEndian.Uint64(view)),
			TimestampMS: int64(binary.LittleEndian.Uint64(view[8:])),
			Object:      binary.LittleEndian.Uint32(view[16:]),
			WindowMS:    binary.LittleEndian.Uint32(view[20:]),
		})
	}
	return values
}

func isTooSmall(err error) bool {
	failure, ok := err.(*Failure)
	return ok && failure.Status == StatusBufferTooSmall
}

// Builder is a builder handle, in an instance of its own: one goroutine at a time.
type Builder struct {
	in     *instance
	handle uint64
}

// NewBuilder makes a builder.
func NewBuilder() (*Builder, error) {
	in, err := instantiate(nil)
	if err != nil {
		return nil, err
	}
	if err := in.status(builderNew, in.out(outSlot), in.out(errorSlot)); err != nil {
		in.close()
		return nil, err
	}
	return &Builder{in: in, handle: uint64(in.slot(outSlot))}, nil
}

// Pause has a function called now and then while a call of the builder runs, and by Finish.
func (b *Builder) Pause(rest func()) { b.in.pausedBy(rest) }

// Config gives the configuration.
func (b *Builder) Config(text []byte) error { return b.give(builderConfig, text) }

// Compat says whose behaviour is wanted.
func (b *Builder) Compat(compat string) error { return b.give(builderCompat, []byte(compat)) }

// Resources gives the cluster's resources.
func (b *Builder) Resources(json []byte) error { return b.give(builderResources, json) }

// Limits says how much work the engine may be.
func (b *Builder) Limits(json []byte) error { return b.give(builderLimits, json) }

// Series gives series.
func (b *Builder) Series(text []byte) error { return b.give(builderSeries, text) }

func (b *Builder) give(f function, text []byte) error {
	if err := b.move(); err != nil {
		return err
	}
	a, err := b.in.arguments(len(text), 1)
	if err != nil {
		return err
	}
	at, size := a.bytes(text)
	return b.in.status(f, b.handle, at, size, b.in.out(errorSlot))
}

// move has faster code go on with the builder, once there is some.
func (b *Builder) move() error {
	if !b.in.stale() {
		return nil
	}
	in, err := instantiate(b.in.snapshot())
	if err != nil {
		return err
	}
	in.calls = b.in.calls
	b.in.close()
	b.in = in
	return nil
}

// SeriesLimit says how many bytes the texts of all series may have together.
func (b *Builder) SeriesLimit(bytes int) error {
	return b.in.status(builderSeriesLimit, b.handle, uint64(min(bytes, pageLimit*pageBytes)), b.in.out(errorSlot))
}

// Requests is what to ask Prometheus for: the JSON of rules.requests.
func (b *Builder) Requests(options []byte) ([]byte, error) {
	return b.in.requests(builderRequests, b.handle, options)
}

// Finish makes the engine; the builder is used up.
func (b *Builder) Finish() (*Engine, error) {
	in := b.in
	b.in = nil
	in.release()
	err := in.reserve(smallest)
	if err == nil {
		err = in.status(builderFinish, b.handle, in.out(outSlot), in.out(errorSlot))
	}
	return engineOf(in, err)
}

// Close gives a builder up that was not used up.
func (b *Builder) Close() {
	if b.in != nil {
		b.in.close()
		b.in = nil
	}
}
