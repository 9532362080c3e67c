package main

import (
	"io"
	"time"

	"tcpworkbook/step06-close/tcp"
)

// A session is a service at work for one connection. It is called whenever
// something has happened to the connection, and does what can be done without
// waiting.
type session func(now time.Time, c *tcp.Conn)

// services are the services that we offer, by port.
var services = map[uint16]func() session{
	7:  func() session { return echo },
	9:  func() session { return discard },
	13: func() session { return daytime },
	19: chargen,
}

// scratch is where sessions put what they read: one at a time is at work.
var scratch [1 << 14]byte

// echo sends back what it reads (RFC 862), as fast as the peer takes it.
func echo(_ time.Time, c *tcp.Conn) {
	for {
		n, err := c.Read(scratch[:min(len(scratch), c.Room())])
		c.Write(scratch[:n])
		if err == io.EOF {
			c.Close()
		}
		if n == 0 {
			return
		}
	}
}

// discard throws away what it reads (RFC 863).
func discard(_ time.Time, c *tcp.Conn) {
	for {
		n, err := c.Read(scratch[:])
		if err == io.EOF {
			c.Close()
		}
		if n == 0 {
			return
		}
	}
}

// daytime says what time it is, closes, and throws away what it reads (RFC
// 867).
func daytime(now time.Time, c *tcp.Conn) {
	line := now.UTC().AppendFormat(nil, "Monday, January 2, 2006 15:04:05-MST\r\n")
	if _, err := c.Write(line); err == nil { // not closed yet: it is the first call
		c.Close()
	}
	discard(now, c)
}

// chargen sends lines of 72 of the 95 printable characters, each line beginning
// one character further on, until the peer has had enough (RFC 864).
func chargen() session {
	const width, printable = 72, 95
	var line [width + 2]byte
	copy(line[width:], "\r\n")
	first, left := 0, 0 // of the line that is being sent, left bytes are to come
	return func(now time.Time, c *tcp.Conn) {
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
		discard(now, c)
	}
}
