package tcp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"tcpworkbook/shared/trace"
	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// call is a line of a story that is a user call, or asks for something.
//
//	stack [with FEATURE,…] [without FEATURE,…] [mtu N] [ttl N] [rcvbuf N] [sndbuf N] [addr A]   a stack of another kind; must come first
//	listen [ADDR:]PORT [BACKLOG]   listen, and listen fails with "listen 7 error"
//	unlisten PORT                  close the listener
//	accept [none]                  accept a connection; there must be one, or none
//	dial LOCALPORT ADDR:PORT [error]
//	on PORT                        go on with the connection whose peer has that port
//	write N [TAKEN]                write N bytes; all of them must be taken, or TAKEN
//	write "text" | write error WORD
//	read N | read "text" | read eof | read nothing | read error WORD
//	readat N SIZE                  read N bytes by SIZE at a time, with everything sent in between
//	close | closeread | abort      close must work; "close again" must fail
//	nodelay on|off
//	keepalive SECONDS              0: off
//	usertimeout SECONDS
//	state STATE                    of the connection
//	conns N                        how many connections the stack has
//	err none|reset|refused|timeout|aborted|unreachable
//	rto SECONDS | mss N | sndwnd N
//	icmp TYPE CODE SEQ [mtu N] [port N] [ihl N]   an ICMP error that quotes our segment at SEQ
//	hold | release                 collect "<" lines and calls; then let the stack answer
func (s *story) call(words []string) {
	arg := func(i int) string {
		if i < len(words) {
			return words[i]
		}
		return ""
	}
	number := func(i int) int {
		n, err := strconv.Atoi(arg(i))
		if err != nil {
			s.fatalf("%q is not a number", arg(i))
		}
		return n
	}
	seconds := func(i int) time.Duration {
		f, err := strconv.ParseFloat(arg(i), 64)
		if err != nil {
			s.fatalf("%q is not a number of seconds", arg(i))
		}
		return time.Duration(f * float64(time.Second)).Round(time.Microsecond)
	}
	switch words[0] {
	case "stack":
		s.stackOf(words[1:])
		return
	case "listen":
		s.listen(words[1:])
		return
	case "unlisten":
		if l := s.stack.listener(trace.Host, uint16(number(1))); l != nil {
			l.Close()
		}
		s.drain()
		return
	case "accept":
		s.accept(arg(1) == "none")
		return
	case "dial":
		s.dial(uint16(number(1)), netip.MustParseAddrPort(arg(2)), arg(3) == "error")
		return
	case "on":
		s.on(uint16(number(1)))
		return
	case "conns":
		if got := len(s.stack.conns); got != number(1) {
			s.fatalf("%d connections", got)
		}
		return
	case "hold":
		s.held = true
		return
	case "release":
		s.held = false
		s.drain()
		return
	}
	c := s.conn
	if c == nil {
		s.fatalf("there is no connection yet, or no call %q", words[0])
	}
	switch words[0] {
	case "write":
		s.write(words[1:])
	case "read":
		s.read(strings.Join(words[1:], " "))
	case "readat":
		for left := number(1); left > 0; left -= number(2) {
			if n, err := c.Read(make([]byte, min(left, number(2)))); n != min(left, number(2)) || err != nil {
				s.fatalf("read %d, %v", n, err)
			}
			s.touch()
		}
	case "close":
		if err := c.Close(); (err != nil) != (arg(1) == "again") {
			s.fatalf("close: %v", err)
		}
	case "closeread":
		c.CloseRead(s.now)
	case "abort":
		c.Abort()
	case "nodelay":
		c.SetNoDelay(arg(1) == "on")
	case "keepalive":
		c.SetKeepAlive(s.now, seconds(1))
	case "usertimeout":
		c.SetUserTimeout(seconds(1))
	case "state":
		if got := c.State().String(); got != arg(1) {
			s.fatalf("the state is %s", got)
		}
	case "err":
		s.isError(c.Err(), arg(1))
	case "rto":
		if got := c.Status().RTO; got != seconds(1) {
			s.fatalf("RTO is %v", got)
		}
	case "mss":
		if got := c.Status().MSS; got != number(1) {
			s.fatalf("MSS is %d", got)
		}
	case "sndwnd":
		if got := c.Status().SendWindow; got != number(1) {
			s.fatalf("SND.WND is %d", got)
		}
	case "icmp":
		s.icmp(words[1:])
	default:
		s.fatalf("no such call")
	}
	s.touch()
}

// touch lets the connection answer.
func (s *story) touch() {
	s.stack.Touch(s.conn)
	s.drain()
}

// later are the features that a story must ask for.
const later = WindowScale | Timestamps | SACK | RACK | BlackHoles

var featureNames = map[string]Feature{"scale": WindowScale, "timestamps": Timestamps, "sack": SACK,
	"recovery": FastRecovery, "newreno": NewReno, "cubic": Cubic, "tailprobe": TailLossProbe, "rack": RACK, "blackholes": BlackHoles}

func plainLimits() Limits {
	return Limits{MTU: 1500, SendBuffer: 1 << 16, ReceiveBuffer: maxUnscaled, Without: later}
}

func (s *story) stackOf(words []string) {
	config := Config{Addrs: []netip.Addr{trace.Host}, Limits: plainLimits()}
	for ; len(words) >= 2; words = words[2:] {
		n, _ := strconv.Atoi(words[1])
		switch words[0] {
		case "with":
			for name := range strings.SplitSeq(words[1], ",") {
				f, ok := featureNames[name]
				if !ok {
					s.fatalf("there is no feature %q", name)
				}
				config.Limits.Without &^= f
			}
		case "without":
			for name := range strings.SplitSeq(words[1], ",") {
				config.Limits.Without |= featureNames[name]
			}
		case "mtu":
			config.Limits.MTU = n
		case "ttl":
			config.TTL = uint8(n)
		case "rcvbuf":
			config.Limits.ReceiveBuffer = n
		case "sndbuf":
			config.Limits.SendBuffer = n
		case "addr":
			config.Addrs = append(config.Addrs, netip.MustParseAddr(words[1]))
		default:
			s.fatalf("stacks have no %s", words[0])
		}
	}
	s.stack = NewStack(config)
}

func (s *story) listen(words []string) {
	addr, err := netip.ParseAddrPort(words[0])
	if err != nil {
		port, err := strconv.Atoi(words[0])
		if err != nil {
			s.fatalf("%v", err)
		}
		addr = netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(port))
	}
	backlog, fails := 128, false
	for _, word := range words[1:] {
		if fails = word == "error"; !fails {
			backlog, _ = strconv.Atoi(word)
		}
	}
	if _, err := s.stack.Listen(addr, backlog); (err != nil) != fails {
		s.fatalf("listen: %v", err)
	}
}

func (s *story) accept(none bool) {
	for _, l := range s.stack.listeners {
		if c := l.Accept(); c != nil {
			if none {
				s.fatalf("there is one")
			}
			s.use(c)
			return
		}
	}
	if !none {
		s.fatalf("there is none")
	}
}

func (s *story) use(c *Conn) {
	s.conn = c
	s.conns[c.ends.remotePort] = c
}

func (s *story) dial(port uint16, remote netip.AddrPort, fails bool) {
	s.near(ends{local: trace.Host.As4(), remote: remote.Addr().As4(), localPort: port, remotePort: remote.Port()})
	c, err := s.stack.Dial(s.now, netip.AddrPortFrom(netip.IPv4Unspecified(), port), remote)
	if (err != nil) != fails {
		s.fatalf("dial: %v", err)
	}
	if err == nil {
		s.use(c)
	}
	s.drain()
}

func (s *story) on(port uint16) {
	if c := s.conns[port]; c != nil {
		s.conn = c
		return
	}
	for _, c := range s.stack.conns {
		if c.ends.remotePort == port {
			s.use(c)
			return
		}
	}
	s.fatalf("no connection with port %d", port)
}

func (s *story) write(words []string) {
	if words[0] == "error" {
		_, err := s.conn.Write([]byte("x"))
		s.isError(err, words[1])
		return
	}
	var text []byte
	if n, err := strconv.Atoi(words[0]); err == nil {
		text = trace.Pattern(n)
	} else if quoted, err := strconv.Unquote(strings.Join(words, " ")); err == nil {
		text, words = []byte(quoted), words[:1]
	} else {
		s.fatalf("%q is neither a number nor quoted", words[0])
	}
	want := len(text)
	if len(words) == 2 {
		want, _ = strconv.Atoi(words[1])
	}
	if n, err := s.conn.Write(text); n != want || err != nil {
		s.fatalf("wrote %d, %v", n, err)
	}
}

func (s *story) read(what string) {
	if word, ok := strings.CutPrefix(what, "error "); ok {
		n, err := s.conn.Read(make([]byte, 1))
		if n > 0 {
			s.fatalf("there is text to be read")
		}
		s.isError(err, word)
		return
	}
	want, n := "", -1
	if number, err := strconv.Atoi(what); err == nil {
		n = number
	} else if quoted, err := strconv.Unquote(what); err == nil {
		want, n = quoted, len(quoted)
	}
	buf := make([]byte, max(n, 1))
	got, err := s.conn.Read(buf)
	switch {
	case what == "eof":
		if got > 0 || err != io.EOF {
			s.fatalf("read %d, %v", got, err)
		}
	case what == "nothing":
		if got > 0 || err != nil {
			s.fatalf("read %q, %v", buf[:got], err)
		}
	case n < 0:
		s.fatalf("read what?")
	case got != n || err != nil:
		s.fatalf("read %d, %v", got, err)
	case want != "" && want != string(buf[:got]):
		s.fatalf("read %q", buf[:got])
	}
}

func (s *story) isError(err error, word string) {
	want, ok := map[string]error{"none": nil, "reset": ErrReset, "refused": ErrRefused, "timeout": ErrTimeout,
		"aborted": ErrAborted, "closing": ErrClosing, "unreachable": ErrUnreachable, "notopen": ErrNotOpen, "eof": io.EOF}[word]
	if !ok {
		s.fatalf("there is no error %q", word)
	}
	if !errors.Is(err, want) {
		s.fatalf("the error is %v", err)
	}
}

// icmp hands an ICMP error to the stack: TYPE CODE SEQ [mtu N] [port N] [ihl N].
func (s *story) icmp(words []string) {
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(words[i])
	}
	e, m := s.conn.ends, icmp.Message{Type: icmp.Type(n[0]), Code: uint8(n[1])}
	header := ipv4.Header{TTL: 1, Protocol: ipv4.TCP, Src: s.conn.Local().Addr(), Dst: s.conn.Remote().Addr()}
	for words = words[3:]; len(words) >= 2; words = words[2:] {
		v, _ := strconv.Atoi(words[1])
		switch words[0] {
		case "mtu":
			binary.BigEndian.PutUint16(m.Rest[2:], uint16(v))
		case "port":
			e.remotePort = uint16(v)
		case "ihl":
			header.Options = bytes.Repeat([]byte{1}, 4*v-20)
		}
	}
	m.Data = header.Append(nil, 1000)
	m.Data = binary.BigEndian.AppendUint16(m.Data, e.localPort)
	m.Data = binary.BigEndian.AppendUint16(m.Data, e.remotePort)
	m.Data = binary.BigEndian.AppendUint32(m.Data, s.isns[s.conn.ends.remotePort]+uint32(n[2]))
	outer := ipv4.Header{TTL: 64, Protocol: ipv4.ICMP, Src: trace.Peer, Dst: trace.Host}
	packet := m.Append(outer.Append(nil, icmp.HeaderLen+len(m.Data)))
	s.stack.Input(s.now, packet)
}
