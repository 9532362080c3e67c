package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

func init() { commands["judge"] = judge }

// judge reads a recording of the program, and for each connection says what was
// agreed on, unless one of the two sides has broken the agreement.
//
//	judge FILE
func judge() {
	log.SetFlags(0)
	if err := judged(os.Args[1]); err != nil {
		log.Fatal("judge: ", err)
	}
}

func judged(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := pcapgo.NewNgReader(f, pcapgo.DefaultNgReaderOptions)
	if err != nil {
		return err
	}
	var flows []*flow // in the order of their SYNs
	for n := 1; ; n++ {
		packet, _, err := r.ReadPacketData()
		switch {
		case err == io.EOF:
			return summary(flows)
		case err != nil:
			return err
		}
		if flows, err = take(flows, packet); err != nil {
			return fmt.Errorf("packet %d: %w", n, err)
		}
	}
}

// take judges a packet.
func take(flows []*flow, packet []byte) ([]*flow, error) {
	p := gopacket.NewPacket(packet, layers.LayerTypeIPv4, gopacket.NoCopy)
	ip, ok1 := p.NetworkLayer().(*layers.IPv4)
	seg, ok2 := p.TransportLayer().(*layers.TCP)
	if !ok1 || !ok2 || p.ErrorLayer() != nil {
		return flows, fmt.Errorf("not TCP, or broken: %v", p.ErrorLayer())
	}
	if ip.TOS&3 != 0 {
		return flows, errors.New("marked for ECN")
	}
	if seg.SYN && !seg.ACK && (len(flows) == 0 || flows[len(flows)-1].port != seg.SrcPort) {
		flows = append(flows, &flow{port: seg.SrcPort})
	}
	for _, f := range flows {
		if f.port == seg.SrcPort {
			return flows, f.kernel.says(seg, &f.we)
		}
		if f.port == seg.DstPort {
			return flows, f.we.says(seg, &f.kernel)
		}
	}
	return flows, errors.New("of no connection")
}

func summary(flows []*flow) error {
	for _, f := range flows {
		if !maps.Equal(f.kernel.offers, f.we.offers) {
			return fmt.Errorf("the kernel offers %v, we %v", f.kernel.offers, f.we.offers)
		}
		fmt.Println(f)
	}
	return nil
}

// A flow is a recorded connection.
type flow struct {
	port       layers.TCPPort // the kernel's
	kernel, we side
}

func (f *flow) String() string {
	var agreed []string
	for _, k := range slices.Sorted(maps.Keys(f.we.offers)) {
		agreed = append(agreed, k.String())
	}
	return fmt.Sprintf("%s; ECN asked for: %v; the kernel: %v; we: %v", strings.Join(agreed, " "), f.kernel.asks, &f.kernel, &f.we)
}

// A side is one of the two, and what it has said.
type side struct {
	offers  map[layers.TCPOptionKind]bool // in its SYN
	asks    bool                          // for ECN
	mss     int
	shift   uint8
	edge    uint32          // how far it lets the other one go, in numbers of that one; 0: not said yet
	stamps  map[uint32]bool // its timestamps
	longest int             // segment, in bytes of text
	window  int             // the largest
	blocks  int             // of SACK
}

func (s *side) String() string {
	return fmt.Sprintf("MSS %d, longest segment %d, largest window %d, SACK blocks %d", s.mss, s.longest, s.window, s.blocks)
}

// says judges a segment, which the other side gets.
func (s *side) says(seg *layers.TCP, to *side) error {
	if seg.SYN && s.offers == nil {
		*s = side{offers: map[layers.TCPOptionKind]bool{}, asks: seg.ECE && seg.CWR, stamps: map[uint32]bool{}}
	}
	if seg.RST { // the answer of one who knows of no connection, perhaps
		return nil
	}
	if (seg.ECE || seg.CWR) && !(seg.SYN && !seg.ACK) {
		return errors.New("ECN was not agreed on")
	}
	there := map[layers.TCPOptionKind]bool{}
	for _, o := range seg.Options {
		there[o.OptionType] = true
		if err := s.option(seg, &o, to); err != nil {
			return err
		}
	}
	if agreed := s.offers[layers.TCPOptionKindTimestamps]; !seg.SYN && there[layers.TCPOptionKindTimestamps] != agreed {
		return fmt.Errorf("timestamps agreed on: %v, there: %v", agreed, !agreed)
	}
	return s.space(seg, to)
}

// option judges an option.
func (s *side) option(seg *layers.TCP, o *layers.TCPOption, to *side) error {
	switch o.OptionType {
	case layers.TCPOptionKindNop:
		return nil
	case layers.TCPOptionKindMSS:
		s.mss = int(binary.BigEndian.Uint16(o.OptionData))
	case layers.TCPOptionKindWindowScale:
		s.shift = o.OptionData[0]
	case layers.TCPOptionKindTimestamps:
		s.stamps[binary.BigEndian.Uint32(o.OptionData)] = true
		if echo := binary.BigEndian.Uint32(o.OptionData[4:]); seg.ACK && !to.stamps[echo] {
			return fmt.Errorf("echoes timestamp %d, which was never sent", echo)
		}
	case layers.TCPOptionKindSACK:
		s.blocks += len(o.OptionData) / 8
		if !s.offers[layers.TCPOptionKindSACKPermitted] || !to.offers[layers.TCPOptionKindSACKPermitted] {
			return errors.New("SACK was not agreed on")
		}
		return nil
	}
	if !seg.SYN && o.OptionType != layers.TCPOptionKindTimestamps {
		return fmt.Errorf("%v outside of a SYN", o.OptionType)
	}
	if seg.SYN {
		s.offers[o.OptionType] = true
	}
	return nil
}

// space judges the window, and whether the other one's is respected.
func (s *side) space(seg *layers.TCP, to *side) error {
	shift := s.shift
	if seg.SYN || !to.offers[layers.TCPOptionKindWindowScale] {
		shift = 0
	}
	window := int(seg.Window) << shift
	s.window = max(s.window, window)
	if edge := seg.Ack + uint32(window); seg.ACK && (s.edge == 0 || int32(edge-s.edge) > 0) {
		s.edge = edge
	}
	n := len(seg.Payload)
	s.longest = max(s.longest, n)
	if over := int32(seg.Seq + uint32(n) - to.edge); n > 1 && over > 0 { // one byte may be a probe
		return fmt.Errorf("goes beyond the window, by %d bytes", over)
	}
	return nil
}
