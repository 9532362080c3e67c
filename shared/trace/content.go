package trace

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"strconv"
)

// How much content a line shows before only its CRC-32 is given.
const (
	maxText = 64
	maxHex  = 24
	maxRaw  = 64
)

// Pattern returns the content that needs no words: the alphabet, again and again, from the first byte on.
func Pattern(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte(i%26)
	}
	return b
}

// content gives the words for what p carries, with a space before them.
func (p Packet) content() string {
	switch {
	case p.Data == nil && p.Len > 0:
		return fmt.Sprintf(" crc %08x", p.CRC)
	case bytes.Equal(p.Data, Pattern(p.Len)):
		return ""
	case p.Len <= maxText && printable(p.Data):
		return " " + strconv.Quote(string(p.Data))
	case p.Len <= maxHex:
		return " hex " + hex.EncodeToString(p.Data)
	}
	return fmt.Sprintf(" crc %08x", crc32.ChecksumIEEE(p.Data))
}

func printable(b []byte) bool {
	for _, c := range b {
		if (c < ' ' || c > '~') && c != '\r' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// raw gives the words for a packet that was not decoded.
func (p Packet) raw() string {
	s := fmt.Sprintf("raw %db", p.Len)
	switch {
	case p.Data == nil && p.Len > 0:
		s += fmt.Sprintf(" crc %08x", p.CRC)
	case p.Len > maxRaw:
		s += fmt.Sprintf(" crc %08x", crc32.ChecksumIEEE(p.Data))
	case p.Len > 0:
		s += " " + hex.EncodeToString(p.Data)
	}
	if p.Reason != "" {
		s += " [" + p.Reason + "]"
	}
	return s
}
