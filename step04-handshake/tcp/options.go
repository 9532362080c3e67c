package tcp

import "encoding/binary"

// The kinds of options (IANA "TCP Option Kind Numbers").
const (
	endOfOptions = 0 // RFC 9293 §3.2
	noOperation  = 1
	optMSS       = 2
)

// Options are the options of a segment that we know. The zero value is none.
type Options struct {
	MSS uint16 // Maximum Segment Size, in bytes; 0: not there
}

// parse reads the options from b, which is all there is of them. An unknown
// option is passed over by its length (MUST-6); a length that lies is an error
// (MUST-7). Options may begin anywhere (MUST-64). offset is where b stands in
// the segment; the offset of an error is that of the option's first byte.
//
//exercise:4.2
func (o *Options) parse(b []byte, offset int) error {
	for i := 0; i < len(b); {
		switch b[i] {
		case endOfOptions:
			return nil
		case noOperation:
			i++
			continue
		}
		if i+1 == len(b) {
			return weird(offset+i, "option %d is cut short", b[i])
		}
		n := int(b[i+1])
		if n < 2 || n > len(b)-i {
			return weird(offset+i, "option %d has length %d, %d bytes are left", b[i], n, len(b)-i)
		}
		if !o.set(b[i], b[i+2:i+n]) {
			return weird(offset+i, "option %d has length %d, which is not its own", b[i], n)
		}
		i += n
	}
	return nil
}

// set takes one option. It reports whether data is as long as it should be; an
// option that we do not know may have any length.
func (o *Options) set(kind byte, data []byte) bool {
	switch kind {
	case optMSS:
		if len(data) != 2 {
			return false
		}
		o.MSS = binary.BigEndian.Uint16(data)
	}
	return true
}

// append appends the options, each filled up with No-Operations to a multiple
// of four bytes.
func (o *Options) append(b []byte) []byte {
	if o.MSS != 0 {
		b = append(b, optMSS, 4)
		b = binary.BigEndian.AppendUint16(b, o.MSS)
	}
	return b
}
