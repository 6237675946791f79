//go:build !counterpoise_cgo

package abi

import "encoding/binary"

// ParseQuantities reads quantities into a slice of as many. How many of them are good stands beside the error, which is about the
// text behind them.
func ParseQuantities(texts []string, quantities []Quantity) (done int, err error) {
	err = base.use(func(in *instance) error {
		a, err := in.arguments(textBytes(texts)+4*len(texts)+quantityBytes*len(texts), 3)
		if err != nil {
			return err
		}
		data, ends, count := a.texts(texts)
		out := in.scratch.at + a.room(quantityBytes*len(texts))
		err = in.status(quantitiesParse, data, ends, count, uint64(out), in.out(doneSlot), in.out(errorSlot))
		if in.dead {
			return err
		}
		done = int(in.slot(doneSlot))
		view, _ := in.memory.Read(out, quantityBytes*uint32(done))
		for place := range done {
			quantities[place] = readQuantity(view[quantityBytes*place:])
		}
		return err
	})
	return done, err
}

func readQuantity(view []byte) Quantity {
	return Quantity{
		Value:  int64(binary.LittleEndian.Uint64(view)),
		Scale:  int32(binary.LittleEndian.Uint32(view[8:])),
		Format: binary.LittleEndian.Uint16(view[12:]),
		Form:   binary.LittleEndian.Uint16(view[14:]),
	}
}

// Print is the text of a quantity in its canonical form.
func (q Quantity) Print() (text string, err error) {
	err = base.use(func(in *instance) error {
		a, err := in.arguments(quantityBytes, 2)
		if err != nil {
			return err
		}
		at := a.quantity(q)
		buffer, capacity := a.rest()
		err = in.status(quantityPrint, at, buffer, capacity, in.out(neededSlot), in.out(errorSlot))
		if err == nil {
			text = string(in.copied(uint32(buffer), in.slot(neededSlot)))
		}
		return err
	})
	return text, err
}

// Compare is -1, 0 or 1.
func (q Quantity) Compare(other Quantity) (order int, err error) {
	err = q.with(&other, quantityCompare, func(in *instance, out uint32) {
		value, _ := in.memory.ReadUint32Le(out)
		order = int(int32(value))
	})
	return order, err
}

// Add is the sum.
func (q Quantity) Add(other Quantity) (Quantity, error) { return q.combine(other, quantityAdd) }

// Sub is the difference.
func (q Quantity) Sub(other Quantity) (Quantity, error) { return q.combine(other, quantitySub) }

func (q Quantity) combine(other Quantity, f function) (sum Quantity, err error) {
	err = q.with(&other, f, func(in *instance, out uint32) {
		view, _ := in.memory.Read(out, quantityBytes)
		sum = readQuantity(view)
	})
	return sum, err
}

// Milli is the value in milli-units, rounded up.
func (q Quantity) Milli() (int64, error) { return q.integer(quantityMilli) }

// Units is the value in whole units, rounded up.
func (q Quantity) Units() (int64, error) { return q.integer(quantityValue) }

func (q Quantity) integer(f function) (value int64, err error) {
	err = q.with(nil, f, func(in *instance, out uint32) {
		read, _ := in.memory.ReadUint64Le(out)
		value = int64(read)
	})
	return value, err
}

// with calls a function of one quantity or two that writes a value.
func (q Quantity) with(other *Quantity, f function, take func(in *instance, out uint32)) error {
	return base.use(func(in *instance) error {
		a, err := in.arguments(3*quantityBytes, 3)
		if err != nil {
			return err
		}
		first := a.quantity(q)
		parameters := [4]uint64{first}
		count := 1
		if other != nil {
			parameters[count] = a.quantity(*other)
			count++
		}
		out := in.scratch.at + a.room(quantityBytes)
		parameters[count], parameters[count+1] = uint64(out), in.out(errorSlot)
		if err := in.status(f, parameters[:count+2]...); err != nil {
			return err
		}
		take(in, out)
		return nil
	})
}
