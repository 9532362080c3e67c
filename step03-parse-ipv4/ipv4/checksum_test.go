package ipv4_test

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// unhex returns the bytes that s gives in hexadecimal, spaces aside.
func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		panic(err)
	}
	return b
}

// random returns n bytes.
func random(rng *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// plain is the checksum as RFC 1071 §1 has it, a word at a time.
func plain(b []byte) uint16 {
	if len(b)%2 == 1 {
		b = append(b[:len(b):len(b)], 0)
	}
	sum := 0
	for ; len(b) > 0; b = b[2:] {
		sum += int(b[0])<<8 | int(b[1])
		if sum > 0xffff {
			sum = sum&0xffff + 1 // "end around carry"
		}
	}
	return ^uint16(sum)
}

var sums = []struct {
	name, bytes string
	want        uint16
}{
	{"the example of RFC 1071 §3", "0001 f203 f4f5 f6f7", ^uint16(0xddf2)},
	{"nothing", "", 0xffff},
	{"zeros", "0000 0000 0000 0000 0000", 0xffff},
	{"one byte is the upper half of a word", "01", 0xfeff},
	{"an odd last byte too", "0001 02", 0xfdfe},
	{"an odd last byte after eight", "0001 f203 f4f5 f6f7 ff", 0x230c},
	{"two folds", "ffff ffff 0001", 0xfffe},
	{"a carry out of 64 bits", "ffffffffffffffff 0000000000000001", 0xfffe},
	{"a carry out of the last bytes", "ffffffffffffffff 0001", 0xfffe},
	{"a header with its checksum", "45000054 456e4000 400173e7 c0a80001 c0a80002", 0},
	{"a header whose checksum is zero", "45000014 f9950000 40010000 c0a80002 c0a80001", 0},
	{"the same with the other zero: RFC 1624 §5", "45000014 f9950000 4001ffff c0a80002 c0a80001", 0},
}

func TestChecksum(t *testing.T) {
	for _, c := range sums {
		if got := ipv4.Checksum(unhex(c.bytes)); got != c.want {
			t.Errorf("%s: Checksum(%s) = %04x, want %04x", c.name, c.bytes, got, c.want)
		}
	}
}

func TestChecksumOfAllLengths(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 101 {
		for range 20 {
			b := random(rng, n)
			if got, want := ipv4.Checksum(b), plain(b); got != want {
				t.Fatalf("Checksum(%x) = %04x, want %04x", b, got, want)
			}
		}
	}
}

// Summed in two parts, the first of even length, bytes give what they give at once.
func TestSumInParts(t *testing.T) {
	b := random(rand.New(rand.NewPCG(3, 4)), 101)
	for i := 0; i <= len(b); i += 2 {
		if got, want := ^ipv4.Fold(ipv4.Sum(ipv4.Sum(0, b[:i]), b[i:])), plain(b); got != want {
			t.Errorf("in parts of %d and %d bytes: %04x, want %04x", i, len(b)-i, got, want)
		}
	}
}

// A sum that fills its 64 bits loses no carry: one's complement has two zeros,
// and all ones is one of them.
func TestSumOntoAllOnes(t *testing.T) {
	for _, c := range []struct {
		bytes string
		want  uint16
	}{
		{"", 0xffff},
		{"0001", 0x0001},
		{"0000000000000001", 0x0001},
		{"ffffffffffffff", 0xff00},
		{"ffffffffffffffff", 0xffff},
		{"ffffffffffffffff ffffffffffffff", 0xff00},
	} {
		if got := ipv4.Fold(ipv4.Sum(math.MaxUint64, unhex(c.bytes))); got != c.want {
			t.Errorf("all ones and %s: %04x, want %04x", c.bytes, got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct {
		acc  uint64
		want uint16
	}{
		{0, 0},
		{0xffff, 0xffff},
		{0x10000, 1},
		{0x1fffe, 0xffff},
		{0x1ffff, 1},
		{0xffff_ffff, 0xffff},
		{0xffff_ffff_0000_0001, 1},
		{math.MaxUint64 - 1, 0xfffe},
		{math.MaxUint64, 0xffff},
	} {
		if got := ipv4.Fold(c.acc); got != c.want {
			t.Errorf("Fold(%x) = %04x, want %04x", c.acc, got, c.want)
		}
	}
}

func TestChecksumDoesNotAllocate(t *testing.T) {
	b := make([]byte, 1479)
	if n := testing.AllocsPerRun(100, func() { ipv4.Checksum(b) }); n != 0 {
		t.Errorf("Checksum allocates %v times, want 0", n)
	}
}

func FuzzChecksum(f *testing.F) {
	for i, c := range sums {
		f.Add(unhex(c.bytes), i)
	}
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		want := plain(b)
		if got := ipv4.Checksum(b); got != want {
			t.Errorf("Checksum(%x) = %04x, want %04x", b, got, want)
		}
		cut = int(uint(cut)%uint(len(b)+1)) &^ 1
		if got := ^ipv4.Fold(ipv4.Sum(ipv4.Sum(0, b[:cut]), b[cut:])); got != want {
			t.Errorf("%x in parts, the first of %d bytes: %04x, want %04x", b, cut, got, want)
		}
	})
}

func BenchmarkChecksum(b *testing.B) {
	for _, n := range []int{20, 40, 1480, 65536} {
		b.Run(fmt.Sprintf("%db", n), func(b *testing.B) {
			data := random(rand.New(rand.NewPCG(5, 6)), n)
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				ipv4.Checksum(data)
			}
		})
	}
}
