package tcp

import (
	"encoding/binary"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// The most memory that a connection may take which does nothing, in bytes.
const idleConn = 3584

// A guest is a peer by hand, of many that a stack has.
type guest struct {
	addr     [4]byte
	seq, ack Seq
	c        *Conn
}

// A hotel is a stack with guests.
type hotel struct {
	*Stack
	t   *testing.T
	l   *Listener
	now time.Time
	buf []byte
}

func newHotel(t *testing.T, n int) *hotel {
	h := &hotel{t: t, now: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		Stack: NewStack(Config{Addrs: []netip.Addr{netip.AddrFrom4([4]byte{10, 0, 0, 1})}})}
	var err error
	if h.l, err = h.Listen(netip.AddrPortFrom(h.Addrs[0], serverPort), n); err != nil {
		t.Fatal(err)
	}
	return h
}

// tell has a segment of a guest arrive, and takes what is answered: how many
// segments, the last of which the guest will acknowledge.
func (h *hotel) tell(g *guest, flags Flags, text string) (answers int) {
	src := netip.AddrFrom4(g.addr)
	seg := Segment{SrcPort: clientPort, DstPort: serverPort, Seq: g.seq, Ack: g.ack, Flags: flags, Window: 65535, Payload: []byte(text)}
	header := ipv4.Header{TTL: 64, Protocol: ipv4.TCP, Src: src, Dst: h.Addrs[0]}
	h.buf = seg.Append(header.Append(h.buf[:0], HeaderLen+len(text)), src, h.Addrs[0])
	if err := h.Input(h.now, h.buf); err != nil {
		h.t.Fatal(err)
	}
	g.seq = g.seq.Add(seg.Len())
	return h.listen(g)
}

func (h *hotel) listen(g *guest) (answers int) {
	for ; ; answers++ {
		p, ok := h.Output(h.now, h.buf[:0])
		if h.buf = p; !ok {
			return answers
		}
		seg, err := Parse(p[ipv4.HeaderLen:], h.Addrs[0], netip.AddrFrom4(g.addr))
		if err != nil {
			h.t.Fatal(err)
		}
		g.ack = seg.Seq.Add(seg.Len())
	}
}

// halfOpen, connect, ask and leave are the life of a guest. Each returns the
// state that the connection is in then.
func (h *hotel) halfOpen(g *guest) State {
	h.tell(g, SYN, "")
	return h.conns[ends{h.Addrs[0].As4(), g.addr, serverPort, clientPort}].State()
}

func (h *hotel) connect(g *guest) State {
	h.halfOpen(g)
	h.tell(g, ACK, "")
	g.c = h.l.Accept()
	return g.c.State()
}

func (h *hotel) ask(g *guest) State {
	h.connect(g)
	h.tell(g, ACK, "a request of some bytes")
	var b [100]byte
	n, _ := g.c.Read(b[:])
	g.c.Write(b[:n])
	h.Touch(g.c)
	h.listen(g)
	h.tell(g, ACK, "")
	return g.c.State()
}

func (h *hotel) leave(g *guest) State {
	h.ask(g)
	g.c.Close()
	h.Touch(g.c)
	h.listen(g)
	h.tell(g, ACK|FIN, "")
	return g.c.State()
}

// An idle connection takes little memory: our share, stack and timers included.
func TestMemory(t *testing.T) {
	for _, row := range []struct {
		name string
		n    int
		most int // bytes each
		live func(*hotel, *guest) State
		want State
	}{
		{"half-open", maxHalfOpen, idleConn / 2, (*hotel).halfOpen, SynReceived},
		{"never used", 10000, idleConn / 2, (*hotel).connect, Established},
		{"used", 10000, idleConn, (*hotel).ask, Established},
		{"TIME-WAIT", 10000, idleConn * 3 / 4, (*hotel).leave, TimeWait},
	} {
		t.Run(row.name, func(t *testing.T) {
			h := newHotel(t, row.n)
			guests := make([]guest, row.n)
			h.ask(&guest{addr: [4]byte{10, 2, 0, 1}}) // buffers of the stack's own
			before := inUse()
			for i := range guests {
				binary.BigEndian.PutUint32(guests[i].addr[:], 10<<24+1<<16+uint32(i))
				if got := row.live(h, &guests[i]); got != row.want {
					t.Fatalf("connection %d is in %v, want %v", i, got, row.want)
				}
			}
			each := (inUse() - before) / row.n
			t.Logf("%d bytes", each)
			if each > row.most || len(h.conns) != row.n+1 {
				t.Errorf("%d connections take %d bytes each, want %d of at most %d", len(h.conns), each, row.n+1, row.most)
			}
			runtime.KeepAlive(h)
			runtime.KeepAlive(guests)
		})
	}
}

// inUse returns how many bytes are in use.
func inUse() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
