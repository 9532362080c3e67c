package steptest

import (
	"encoding/binary"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

// built writes a segment as a learner should; the sum is right over what sum
// begins with.
func built(b []byte, s Segment, sum func(segment []byte) uint16) []byte {
	start := len(b)
	b = binary.BigEndian.AppendUint16(b, s.SrcPort)
	b = binary.BigEndian.AppendUint16(b, s.DstPort)
	b = binary.BigEndian.AppendUint32(b, s.Seq)
	b = binary.BigEndian.AppendUint32(b, s.Ack)
	b = append(b, 5<<4, s.Flags)
	b = binary.BigEndian.AppendUint16(b, s.Window)
	b = append(b, 0, 0, 0, 0)
	b = append(b, s.Text...)
	binary.BigEndian.PutUint16(b[start+16:], sum(b[start:]))
	return b
}

func TestShowBuilt(t *testing.T) {
	right := func(b []byte, s Segment, src, dst netip.Addr) []byte {
		return built(b, s, func(segment []byte) uint16 { return rightSum(segment, src, dst) })
	}
	for _, test := range []struct {
		name, want string
		build      func(b []byte, s Segment, src, dst netip.Addr) []byte
	}{
		{"right", "0.000000 > 7 > 40000  P. 1:4(3) ack 5 win 9 \"odd\"\n", right},
		{"no sum", "0.000000 > 7 > 40000  P. 1:4(3) ack 5 win 9 \"odd\" [bad tcp checksum]\nchecksum 0000 is wrong, it should be beba\n",
			func(b []byte, s Segment, _, _ netip.Addr) []byte {
				return built(b, s, func([]byte) uint16 { return 0 })
			}},
		{"reserved bits", "the reserved bits, or the urgent pointer, are not 0\n", func(b []byte, s Segment, src, dst netip.Addr) []byte {
			b = right(b, s, src, dst)
			b[7+12] |= 1
			return b
		}},
		{"from 0 on", "Append changed the 7 bytes that b held before\n", func(b []byte, s Segment, src, dst netip.Addr) []byte {
			return right(b[:0], s, src, dst)
		}},
		{"nothing", "Append appended 0 bytes, and a header has 20\n", func(b []byte, s Segment, src, dst netip.Addr) []byte { return b }},
	} {
		line, err := trace.NewReader(strings.NewReader("0 > 7 > 40000  P. 1:4(3) ack 5 win 9 \"odd\"\n"), "x").Next()
		if err != nil {
			t.Fatal(err)
		}
		if got := printed(t, func() { showBuilt(line, test.build) }); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: got\n%swant\n%s", test.name, got, test.want)
		}
	}
}

func TestScattered(t *testing.T) {
	for _, test := range []struct {
		numbers []uint32
		want    bool
	}{
		{[]uint32{5, 1 << 30, 3 << 30, 3<<29 + 77}, true},
		{[]uint32{5, 5, 1 << 30}, false},
		{[]uint32{1 << 30, 2 << 30, 3 << 30}, false}, // one is far from the other, but who knows two knows the third
		{[]uint32{0xffffffff, 1 << 30, 1, 3 << 30}, false},
	} {
		if got := scattered(test.numbers); got != test.want {
			t.Errorf("%v: got %v", test.numbers, got)
		}
	}
}

func TestShowISN(t *testing.T) {
	got := printed(t, func() {
		ShowISN(func(_ [32]byte, now time.Time, port uint16) uint32 { return uint32(now.Unix()) * 250_000 })
	})
	const want = "the same ends, a second later: 250000\nthe same ends, five hours later: 205032704\nthe same at the same time: true\n" +
		"other ports, all over the circle: false\nother secrets, all over the circle: false\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// printed returns what f prints.
func printed(t *testing.T, f func()) string {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	defer func(stdout *os.File) { os.Stdout = stdout }(os.Stdout)
	os.Stdout = file
	f()
	out, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
