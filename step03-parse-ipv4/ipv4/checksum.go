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
// It takes eight bytes at a time and puts the carry back in at the other end:
// in one's complement arithmetic that adds up all four words of each eight
// bytes at once, because 2¹⁶, 2³², 2⁴⁸ and 2⁶⁴ all leave 1 when divided by
// 2¹⁶−1 (RFC 1071 §2 (C), "Parallel Summation").
//
//exercise:3.3 stub="return 0"
func Sum(acc uint64, b []byte) uint64 {
	var carry uint64
	for ; len(b) >= 8; b = b[8:] {
		acc, carry = bits.Add64(acc, binary.BigEndian.Uint64(b), carry)
	}
	var rest [8]byte // what is left, padded with zeros
	copy(rest[:], b)
	acc, carry = bits.Add64(acc, binary.BigEndian.Uint64(rest[:]), carry)
	return acc + carry // no carry comes of this: rest ends in a zero byte
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
