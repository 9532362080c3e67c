package steptest

import (
	"errors"
	"hash/crc32"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/gopacket/gopacket/pcapgo"

	"tcpworkbook/shared/mistakes"
	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/trace"
)

// evidence returns what a failure has to show of the mistake behind it.
func (s session) evidence(r *reporter, line, problem string) *mistakes.Evidence {
	e := &mistakes.Evidence{Ran: s.ran, Problem: problem, Said: s.errout, Host: s.host(), Live: s.live, Left: -1}
	e.Got = s.out.texts()
	all := s.packets()
	if want, ok := r.compared(line); ok {
		e.Compared, e.Want = true, lines(want)
		e.At = differ(e.Got, e.Want)
	} else {
		e.At = len(e.Got)
	}
	e.Packets, e.Next = s.cutAt(all, e.At)
	if n, err := countFed(s.replay, e.Host); err == nil {
		e.Left = n - e.FedCount()
	}
	return e
}

// differ returns the number of the first line in which a and b differ.
func differ(a, b []string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return i
}

// host returns the program's own address.
func (s session) host() netip.Addr {
	for i, arg := range s.args {
		if addr, err := netip.ParseAddr(arg); err == nil && i > 0 && s.args[i-1] == "-addr" {
			return addr
		}
	}
	return trace.Host
}

// packets reads what the program recorded. Its directions are those of the
// trace that it printed: the two go together, packet by packet. Their lines are
// as they are compared.
func (s session) packets() (all []mistakes.Packet) {
	traced, texts := tracedLines(s.whole), make(map[int]string)
	for _, l := range s.out.compared() {
		texts[l.number] = l.text
	}
	file, err := os.Open(s.record)
	if err != nil {
		return nil
	}
	defer file.Close()
	reader, err := pcapgo.NewNgReader(file, pcapgo.DefaultNgReaderOptions)
	for err == nil && len(all) < len(traced) {
		var data []byte
		if data, _, err = reader.ReadPacketData(); err == nil {
			t := traced[len(all)]
			if text, ok := texts[t.number]; ok {
				t.text = text
			}
			all = append(all, mistakes.Packet{Dir: t.dir, Time: t.time, Text: t.text, Bytes: data, Packet: trace.Decode(data)})
		}
	}
	return all
}

type tracedLine struct {
	number     int // of the line in the output
	dir        trace.Direction
	time, text string
}

var traceForm = regexp.MustCompile(`^(\d+\.\d{6}|\*) ([<>]) (.*)$`)

func tracedLines(out string) (all []tracedLine) {
	when := "0"
	for i, line := range lines(out) {
		if m := traceForm.FindStringSubmatch(line); m != nil {
			if m[1] != "*" {
				when = m[1]
			}
			all = append(all, tracedLine{i, trace.Direction(m[2][0]), when, line})
		}
	}
	return all
}

// cutAt returns the packets up to the line that differs, its own if it is one,
// and those after it.
func (s session) cutAt(all []mistakes.Packet, at int) (before, after []mistakes.Packet) {
	compared := s.out.compared()
	if at >= len(compared) {
		return all, nil
	}
	for i, t := range tracedLines(s.whole) {
		if i < len(all) && t.number > compared[at].number {
			return all[:i], all[i:]
		}
	}
	return all, nil
}

// countFed returns how many packets of a capture are to be fed.
func countFed(name string, host netip.Addr) (n int, err error) {
	c, err := nic.OpenCapture(name, host)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	for {
		f, err := c.Next()
		if err != nil {
			return n, nil // broken in the middle: it is fed until there
		}
		if f.Packet != nil && f.Dir == trace.In {
			n++
		}
	}
}

// LeftFolder is where the packets of a failure are left: in work, or beside the
// report that was asked for.
const LeftFolder = ".last"

// leave leaves the packets of a failure for Wireshark: those that passed, and
// those that should have. What a line does not tell whole, and no equal line has,
// is left out.
func (s session) leave(root, want string) error {
	dir := filepath.Join(root, "work", LeftFolder)
	if report := os.Getenv(ReportVar); report != "" {
		dir = filepath.Join(filepath.Dir(report), LeftFolder)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	all := s.packets()
	got, err := nic.CreateRecording(filepath.Join(dir, "got.pcapng"))
	if err != nil {
		return err
	}
	for _, p := range all {
		err = errors.Join(err, got.Write(seconds(p.Time), p.Dir, p.Bytes))
	}
	err = errors.Join(err, got.Close())
	if want == "" {
		return err
	}
	expected, err2 := nic.CreateRecording(filepath.Join(dir, "expected.pcapng"))
	if err2 != nil {
		return errors.Join(err, err2)
	}
	for _, p := range expectedPackets(all, want) {
		err = errors.Join(err, expected.Write(seconds(p.Time), p.Dir, p.Bytes))
	}
	return errors.Join(err, expected.Close())
}

// expectedPackets makes packets of the lines of want: those that passed where
// the line is the same, or else what the line says.
func expectedPackets(passed []mistakes.Packet, want string) (all []mistakes.Packet) {
	same := make(map[string][]byte)
	for _, p := range passed {
		same[p.Text] = p.Bytes
	}
	for _, t := range tracedLines(want) {
		data, ok := same[t.text]
		if !ok {
			_, text, _ := strings.Cut(t.text, " ")
			p, err := trace.ParsePacket(t.dir, text[2:])
			if err != nil {
				continue
			}
			if p.Data == nil {
				p.Data = contentOf(passed, p)
			}
			if data, err = p.Bytes(); err != nil {
				continue
			}
		}
		all = append(all, mistakes.Packet{Dir: t.dir, Time: t.time, Text: t.text, Bytes: data})
	}
	return all
}

// contentOf returns the content of which p tells only the checksum, if a packet
// that passed has it.
func contentOf(passed []mistakes.Packet, p trace.Packet) []byte {
	for _, q := range passed {
		if q.Len == p.Len && q.Data != nil && crc32.ChecksumIEEE(q.Data) == p.CRC {
			return q.Data
		}
	}
	return nil
}

// seconds returns the time of a trace line.
func seconds(s string) time.Time {
	d, _ := time.ParseDuration(s + "s")
	return time.Unix(0, 0).Add(d)
}
