package main

import "tcpworkbook/step05-data/tcp"

// A session is a service at work for one connection. It is called whenever
// something has happened to the connection, and does what can be done without
// waiting.
type session func(c *tcp.Conn)

// services are what we offer, by port.
var services = map[uint16]func() session{
	7:  func() session { return echo },
	9:  func() session { return discard },
	19: chargen,
}

// serve lets the services act on what has happened.
func (s *server) serve() {
	for _, c := range s.stack.Changed() {
		session := s.sessions[c]
		if session == nil {
			continue
		}
		session(c)
		s.stack.Touch(c)
		if c.State() == tcp.Closed {
			delete(s.sessions, c)
		}
	}
}

// scratch is where sessions put what they read: one at a time is at work.
var scratch [1 << 14]byte

// echo sends back what it reads (RFC 862), as fast as the peer takes it.
func echo(c *tcp.Conn) {
	for {
		n, _ := c.Read(scratch[:min(len(scratch), c.Room())])
		if n == 0 {
			return
		}
		c.Write(scratch[:n])
	}
}

// discard throws away what it reads (RFC 863).
func discard(c *tcp.Conn) {
	for {
		if n, _ := c.Read(scratch[:]); n == 0 {
			return
		}
	}
}

// chargen sends lines of 72 of the 95 printable characters, each line beginning
// one character further on, until the peer has had enough (RFC 864). What it
// reads it throws away.
func chargen() session {
	const width, printable = 72, 95
	var line [width + 2]byte
	copy(line[width:], "\r\n")
	first, left := 0, 0 // of the line that is being sent, left bytes are to come
	return func(c *tcp.Conn) {
		for c.Room() > 0 {
			if left == 0 {
				for i := range width {
					line[i] = ' ' + byte((first+i)%printable)
				}
				first, left = (first+1)%printable, len(line)
			}
			n, _ := c.Write(line[len(line)-left:])
			left -= n
		}
		discard(c)
	}
}
