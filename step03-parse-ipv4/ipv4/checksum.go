package ipv4

import (
	"encoding/binary"
	"math/bits"
)

// Checksum returns the Internet checksum of b (RFC 1071 §1): the complement of
// the sum of its 16-bit words. Over bytes that hold their own right checksum
// it is zero, whichever of its two zeros the sender chose (RFC 1624 §5).
func Checksum(b []byte) uint16 { return ^Fold(Sum(0, b)) }

// Sum adds the 16-bit words of b to acc, the sum of what came before; an odd
// last byte counts as the first half of a word, so only the last part of
// something may have an odd length. Its result wants folding.
//
//exercise:3.3 stub="return 0"
func Sum(acc uint64, b []byte) uint64 {
	// Eight bytes in one addition, with the carry put back in at the other end:
	// in one's complement arithmetic that adds up all four words of them at
	// once, because 2¹⁶, 2³², 2⁴⁸ and 2⁶⁴ all leave 1 when divided by 2¹⁶−1
	// (RFC 1071 §2 (C), "Parallel Summation").
	var carry uint64
	for ; len(b) >= 32; b = b[32:] {
		acc, carry = bits.Add64(acc, binary.BigEndian.Uint64(b), 0)
		acc, carry = bits.Add64(acc, binary.BigEndian.Uint64(b[8:]), carry)
		acc, carry = bits.Add64(acc, binary.BigEndian.Uint64(b[16:]), carry)
		acc, carry = bits.Add64(acc, binary.BigEndian.Uint64(b[24:]), carry)
		acc += carry // no overflow: where there is a carry, acc is not all ones
	}
	for ; len(b) >= 4; b = b[4:] {
		acc = add(acc, binary.BigEndian.Uint32(b))
	}
	var rest [4]byte // what is left, padded with zeros
	copy(rest[:], b)
	return add(acc, binary.BigEndian.Uint32(rest[:]))
}

// add adds two words to acc, and the carry at the other end.
func add(acc uint64, words uint32) uint64 {
	sum, carry := bits.Add64(acc, uint64(words), 0)
	return sum + carry
}

// Fold brings a sum down to 16 bits: what has run over the top is added at
// the bottom, until nothing runs over any more.
//
//exercise:3.3 stub="return 0xffff"
func Fold(acc uint64) uint16 {
	for acc > 0xffff {
		acc = acc>>16 + acc&0xffff
	}
	return uint16(acc)
}
