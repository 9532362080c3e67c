package steptest

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"flag"
	"fmt"
	"log"
	"net/netip"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// ShowChecksum is a command for scripts: it prints the checksum of the bytes
// given in hexadecimal, summed up argument by argument.
//
//	run checksum ffff ffff 0001
func ShowChecksum(sum func(acc uint64, b []byte) uint64, fold func(acc uint64) uint16) {
	flag.Parse()
	var acc uint64
	for _, arg := range flag.Args() {
		acc = sum(acc, unhex(arg))
	}
	fmt.Printf("%04x\n", ^fold(acc))
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		log.Fatal(err)
	}
	return b
}

// ShowFields is a command for scripts: it prints what is read from the header
// of a packet given in hexadecimal.
func ShowFields(read func(packet []byte) Header) {
	flag.Parse()
	packet := unhex(flag.Arg(0))
	h := read(packet)
	fmt.Printf("tos %d, total length %d, id %d, ttl %d, protocol %d\n%v -> %v\n",
		h.TOS, h.Length, h.ID, h.TTL, h.Protocol, h.Src, h.Dst)
}

// A Header is what a script wants in an IPv4 header, or sees there.
type Header struct {
	TOS, TTL, Protocol uint8
	Length             int
	ID                 uint16
	DF, MF             bool
	Offset             int
	Src, Dst           netip.Addr
	Options            []byte
}

// ShowHeader is a command for scripts: it has a header built and prints how an
// independent decoder reads it.
//
//	run header -id 7 -df -payload 64
func ShowHeader(build func(b []byte, h Header, payload int) []byte) {
	h := Header{Src: netip.MustParseAddr("192.168.0.2"), Dst: netip.MustParseAddr("192.168.0.1")}
	tos, ttl, protocol := flag.Uint("tos", 0, ""), flag.Uint("ttl", 64, ""), flag.Uint("protocol", 1, "")
	id, payload, options := flag.Uint("id", 0, ""), flag.Int("payload", 0, ""), flag.String("options", "", "")
	flag.BoolVar(&h.DF, "df", false, "")
	flag.BoolVar(&h.MF, "mf", false, "")
	flag.IntVar(&h.Offset, "offset", 0, "")
	flag.Parse()
	h.TOS, h.TTL, h.Protocol, h.ID = uint8(*tos), uint8(*ttl), uint8(*protocol), uint16(*id)
	h.Options = unhex(*options)
	// Append must leave what is there, and must not trust what lies behind it.
	b := bytes.Repeat([]byte{0xee}, 200)
	b = build(b[:3], h, *payload)
	if len(b) < 3 || !bytes.Equal(b[:3], []byte{0xee, 0xee, 0xee}) {
		fmt.Println("Append changed the 3 bytes that b held before")
		return
	}
	if len(b) == 3 {
		fmt.Println("Append appended nothing")
		return
	}
	showHeader(b[3:], *payload)
}

func showHeader(header []byte, payload int) {
	packet := append(header, make([]byte, payload)...)
	var ip layers.IPv4
	if err := ip.DecodeFromBytes(packet, gopacket.NilDecodeFeedback); err != nil {
		fmt.Printf("% x\nis no IPv4 header: %v\n", header, err)
		return
	}
	fmt.Printf("version %d, header %d bytes, tos %d, total length %d\n", header[0]>>4, int(header[0]&15)*4, header[1], binary.BigEndian.Uint16(header[2:]))
	flags := ip.Flags.String()
	if flags == "" {
		flags = "none"
	}
	fmt.Printf("id %d, flags %s, fragment offset %d\n", ip.Id, flags, int(ip.FragOffset)*8)
	options := "none"
	if len(header) > 20 {
		options = hex.EncodeToString(header[20:])
	}
	fmt.Printf("ttl %d, protocol %d, %v -> %v, options %s\n", ip.TTL, uint8(ip.Protocol), ip.SrcIP, ip.DstIP, options)
	if err, result := ip.VerifyChecksum(); err == nil && !result.Valid {
		fmt.Printf("checksum %04x is wrong, it should be %04x\n", result.Actual, result.Correct)
		return
	}
	fmt.Printf("checksum %04x, right\n", ip.Checksum)
}
