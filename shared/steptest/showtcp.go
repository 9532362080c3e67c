package steptest

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"log"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"

	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/trace"
)

// ShowSeq is a command for scripts: it prints what is worked out of sequence
// numbers.
//
//	run seq 4294967295:0 3:5       for each pair: how far apart, and whether the first is before
//	run seq 3:4294967290+20        whether the first is one of 20 numbers
func ShowSeq(sub func(s, t uint32) int, before func(s, t uint32) bool, in func(s, first uint32, n int) bool) {
	flag.Parse()
	for _, arg := range flag.Args() {
		left, right, _ := strings.Cut(arg, ":")
		first, many, isRange := strings.Cut(right, "+")
		s, t := number(left), number(first)
		if isRange {
			n, err := strconv.Atoi(many)
			if err != nil {
				log.Fatal(err)
			}
			fmt.Printf("%d is one of the %d numbers from %d on: %v\n", s, n, t, in(s, t, n))
			continue
		}
		fmt.Printf("%d - %d = %d, %d before %d: %v\n", s, t, sub(s, t), s, t, before(s, t))
	}
}

func number(s string) uint32 {
	n, err := strconv.ParseUint(s, 10, 32)
	if err != nil {
		log.Fatal(err)
	}
	return uint32(n)
}

// A Segment is what a script wants in a TCP segment, or sees there.
type Segment struct {
	SrcPort, DstPort uint16
	Seq, Ack         uint32
	Flags            uint8
	Window, MSS      uint16
	Text             []byte
}

func (s Segment) String() string {
	out := fmt.Sprintf("%d > %d  seq %d ack %d flags %08b win %d", s.SrcPort, s.DstPort, s.Seq, s.Ack, s.Flags, s.Window)
	if s.MSS != 0 {
		out += fmt.Sprintf(" mss %d", s.MSS)
	}
	if len(s.Text) > 0 {
		out += fmt.Sprintf(" text %q", s.Text)
	}
	return out
}

// ShowSegments is a command for scripts: it prints each segment that a
// capture holds for the program, and how that is read.
//
//	run segments captures/s4-options.pcapng
func ShowSegments(read func(b []byte, src, dst netip.Addr) (Segment, error)) {
	flag.Parse()
	eachSegment(flag.Arg(0), func(line trace.Line, b []byte) {
		fmt.Println(line)
		s, err := read(b, line.Packet.Src, line.Packet.Dst)
		if err != nil {
			fmt.Print(even(fmt.Sprintf("ignoring weird packet: %v\n", err), false, nil))
			return
		}
		fmt.Println(s)
	})
}

// eachSegment calls f for the segments that a file holds for the program.
func eachSegment(name string, f func(line trace.Line, segment []byte)) {
	c, err := nic.OpenCapture(name, trace.Host)
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	for {
		frame, err := c.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		if frame.Dir != trace.In || len(frame.Packet) < 20 || frame.Packet[9] != 6 {
			continue
		}
		b := frame.Packet
		p := trace.Decode(b)
		p.Src, p.Dst = netip.AddrFrom4([4]byte(b[12:16])), netip.AddrFrom4([4]byte(b[16:20])) // even if the segment is no good
		f(trace.Line{Time: frame.Time, Dir: trace.In, Packet: p}, b[int(b[0]&15)*4:])
	}
}

// ShowBuilt is a command for scripts: it has the segments built that a text in
// the trace notation wants to be sent, and prints how an independent decoder
// reads them: as the same text, if all is well.
//
//	run build segments.trace
func ShowBuilt(build func(b []byte, s Segment, src, dst netip.Addr) []byte) {
	flag.Parse()
	file, err := os.Open(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	for lines := trace.NewReader(file, flag.Arg(0)); ; {
		line, err := lines.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		showBuilt(line, build)
	}
}

func showBuilt(line trace.Line, build func(b []byte, s Segment, src, dst netip.Addr) []byte) {
	p, t := line.Packet, line.Packet.TCP
	s := Segment{SrcPort: t.SrcPort, DstPort: t.DstPort, Seq: t.Seq, Ack: t.Ack, Flags: uint8(t.Flags), Window: uint16(t.Win), Text: p.Data}
	for _, o := range t.Options {
		if o.Kind == 2 {
			s.MSS = binary.BigEndian.Uint16(o.Data)
		}
	}
	// Append must leave what is there, and must not trust what lies behind it.
	const held = 7
	full := bytes.Repeat([]byte{0xee}, 2000)
	b := build(full[:held], s, p.Src, p.Dst)
	if len(b) < held || !bytes.Equal(b[:held], bytes.Repeat([]byte{0xee}, held)) {
		fmt.Printf("Append changed the %d bytes that b held before\n", held)
		return
	}
	b = b[held:]
	if len(b) < 20 {
		fmt.Printf("Append appended %d bytes, and a header has 20\n", len(b))
		return
	}
	if b[12]&15 != 0 || t.Flags&trace.URG == 0 && !bytes.Equal(b[18:20], []byte{0, 0}) {
		fmt.Println("the reserved bits, or the urgent pointer, are not 0")
	}
	line.Packet = trace.Decode(inPacket(b, p.Src, p.Dst))
	fmt.Println(line)
	if line.Packet.BadSum {
		is := binary.BigEndian.Uint16(b[16:])
		fmt.Printf("checksum %04x is wrong, it should be %04x\n", is, rightSum(b, p.Src, p.Dst))
	}
}

// inPacket puts a segment into an IPv4 packet.
func inPacket(segment []byte, src, dst netip.Addr) []byte {
	ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: src.AsSlice(), DstIP: dst.AsSlice()}
	out := gopacket.NewSerializeBuffer()
	options := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	if err := gopacket.SerializeLayers(out, options, ip, gopacket.Payload(segment)); err != nil {
		log.Fatal(err)
	}
	return out.Bytes()
}

// rightSum returns the checksum that a segment should have.
func rightSum(segment []byte, src, dst netip.Addr) uint16 {
	var tcp layers.TCP
	if err := tcp.DecodeFromBytes(segment, gopacket.NilDecodeFeedback); err != nil {
		log.Fatal(err)
	}
	if err := tcp.SetNetworkLayerForChecksum(&layers.IPv4{SrcIP: src.AsSlice(), DstIP: dst.AsSlice()}); err != nil {
		log.Fatal(err)
	}
	_, sum := tcp.VerifyChecksum()
	return uint16(sum.Correct)
}

// ShowISN is a command for scripts: it prints how the first numbers of
// connections differ. answer returns the number of the SYN-ACK that a stack with
// a secret sends at a time to who knocks from a port.
func ShowISN(answer func(secret [32]byte, now time.Time, port uint16) uint32) {
	flag.Parse()
	start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	first := answer([32]byte{1}, start, 40000)
	fmt.Println("the same ends, a second later:", int32(answer([32]byte{1}, start.Add(time.Second), 40000)-first))
	fmt.Println("the same ends, five hours later:", answer([32]byte{1}, start.Add(5*time.Hour), 40000)-first)
	fmt.Println("the same at the same time:", answer([32]byte{1}, start, 40000) == first)
	var ports, secrets []uint32
	for i := range 8 {
		ports = append(ports, answer([32]byte{1}, start, 40001+uint16(i)))
		secrets = append(secrets, answer([32]byte{2 + byte(i)}, start, 40000))
	}
	fmt.Println("other ports, all over the circle:", scattered(ports))
	fmt.Println("other secrets, all over the circle:", scattered(secrets))
}

// scattered reports whether numbers look random: no two of them, nor two of the
// distances from one to the next, are near each other.
func scattered(numbers []uint32) bool {
	const near = 1 << 20
	var steps []uint32
	for i, a := range numbers[1:] {
		steps = append(steps, a-numbers[i])
	}
	apart := func(list []uint32) bool {
		for i, a := range list {
			for _, b := range list[:i] {
				if a-b < near || b-a < near {
					return false
				}
			}
		}
		return true
	}
	return apart(numbers) && apart(steps)
}

// ShowWindow is a command for scripts: it prints what a window makes of the
// segments in a file: the wnd numbers from nxt on.
//
//	run window -nxt 1000 -wnd 10 segments.trace
func ShowWindow(judge func(s Segment, nxt uint32, wnd int) (acceptable bool), trim func(s Segment, nxt, edge uint32) (trimmed Segment, beyond bool)) {
	nxt, wnd := flag.Uint("nxt", 0, ""), flag.Int("wnd", 0, "")
	flag.Parse()
	eachSegment(flag.Arg(0), func(line trace.Line, b []byte) {
		t := line.Packet.TCP
		s := Segment{Seq: t.Seq, Ack: t.Ack, Flags: uint8(t.Flags), Text: b[int(b[12]>>4)*4:]}
		fmt.Printf("%-14s ", t.Flags.String()+" "+place(s))
		if !judge(s, uint32(*nxt), *wnd) {
			fmt.Println("refused")
			return
		}
		left, beyond := trim(s, uint32(*nxt), uint32(*nxt)+uint32(*wnd))
		fmt.Printf("leaves %s %s %q", trace.Flags(left.Flags), place(left), left.Text)
		if beyond {
			fmt.Print(", and was beyond")
		}
		fmt.Println()
	})
}

func place(s Segment) string {
	return fmt.Sprintf("%d:%d(%d)", s.Seq, s.Seq+uint32(len(s.Text)), len(s.Text))
}
