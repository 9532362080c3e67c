package tcp

import "encoding/binary"

// The kinds of options (IANA "TCP Option Kind Numbers").
const (
	endOfOptions = 0 // RFC 9293 §3.2
	noOperation  = 1
	optMSS       = 2

	optWindowScale   = 3 // RFC 7323 §2.2
	optSACKPermitted = 4 // RFC 2018 §2
	optSACK          = 5 // RFC 2018 §3
	optTimestamps    = 8 // RFC 7323 §3.2
)

// Options are the options of a segment that we know. The zero value is none.
type Options struct {
	MSS uint16 // Maximum Segment Size, in bytes; 0: not there

	ScaleOffered bool  // Window Scale is there,
	WindowScale  uint8 // with this shift, as it was sent: above 14 it counts as 14 (RFC 7323 §2.3)

	SACKPermitted bool
	Timestamps    bool // the Timestamps option is there, with
	TSVal, TSEcr  uint32

	SACK   [4]Block // the first Blocks of them are there
	Blocks int      // 0 to 4; with Timestamps, there is room for 3
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
	case optWindowScale:
		if len(data) != 1 {
			return false
		}
		o.ScaleOffered, o.WindowScale = true, data[0]
	case optSACKPermitted:
		o.SACKPermitted = true
		return len(data) == 0
	case optSACK:
		return o.setSACK(data)
	case optTimestamps:
		if len(data) != 8 {
			return false
		}
		o.Timestamps = true
		o.TSVal, o.TSEcr = binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])
	}
	return true
}

func (o *Options) setSACK(data []byte) bool {
	if len(data) == 0 || len(data)%8 != 0 || len(data) > 8*len(o.SACK) {
		return false
	}
	o.Blocks = len(data) / 8
	for i := range o.Blocks {
		o.SACK[i] = Block{Seq(binary.BigEndian.Uint32(data[8*i:])), Seq(binary.BigEndian.Uint32(data[8*i+4:]))}
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
	if o.ScaleOffered {
		b = append(b, noOperation, optWindowScale, 3, o.WindowScale)
	}
	if o.SACKPermitted {
		b = append(b, noOperation, noOperation, optSACKPermitted, 2)
	}
	if o.Timestamps {
		b = append(b, noOperation, noOperation, optTimestamps, 10)
		b = binary.BigEndian.AppendUint32(b, o.TSVal)
		b = binary.BigEndian.AppendUint32(b, o.TSEcr)
	}
	if o.Blocks > 0 {
		b = append(b, noOperation, noOperation, optSACK, byte(2+8*o.Blocks))
		for _, block := range o.SACK[:o.Blocks] {
			b = binary.BigEndian.AppendUint32(b, uint32(block.Left))
			b = binary.BigEndian.AppendUint32(b, uint32(block.Right))
		}
	}
	return b
}
