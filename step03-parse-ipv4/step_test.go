package main

import (
	"testing"

	"tcpworkbook/shared/steptest"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

func TestMain(m *testing.M) {
	steptest.Main(m, main, map[string]func(){
		"checksum": func() { steptest.ShowChecksum(ipv4.Sum, ipv4.Fold) },
		"fields":   func() { steptest.ShowFields(readHeader) },
		"header":   func() { steptest.ShowHeader(appendHeader) },
	})
}

func TestStep(t *testing.T) { steptest.Run(t) }

func TestChapter(t *testing.T) { steptest.Chapter(t) }

// readHeader shows a script what the step's own Parse reads.
func readHeader(packet []byte) steptest.Header {
	h, _, err := ipv4.Parse(packet)
	if err != nil {
		panic(err)
	}
	return steptest.Header{TOS: h.TOS, Length: h.Length, ID: h.ID, TTL: h.TTL, Protocol: uint8(h.Protocol), Src: h.Src, Dst: h.Dst}
}

// appendHeader hands what a script asks for to the step's own Append.
func appendHeader(b []byte, h steptest.Header, n int) []byte {
	own := ipv4.Header{TOS: h.TOS, ID: h.ID, DontFragment: h.DF, MoreFragments: h.MF, FragmentOffset: h.Offset,
		TTL: h.TTL, Protocol: ipv4.Protocol(h.Protocol), Src: h.Src, Dst: h.Dst, Options: h.Options}
	return own.Append(b, n)
}
