package tcp

import (
	"errors"
	"time"
)

// What step 5 does not have, so that the story teller of step 6 compiles. No
// story that is told to step 5 comes here.

const (
	RACK Feature = 1 << (iota + 16)
	TailLossProbe
	BlackHoles
)

var (
	ErrAborted     = errors.New("absent")
	ErrClosing     = errors.New("absent")
	ErrUnreachable = errors.New("absent")
)

const absent = "step 5 does not have this"

func (c *Conn) Ended() bool                           { return false }
func (c *Conn) Close() error                          { panic(absent) }
func (c *Conn) CloseRead(time.Time)                   { panic(absent) }
func (c *Conn) Abort()                                { panic(absent) }
func (c *Conn) SetKeepAlive(time.Time, time.Duration) { panic(absent) }
func (c *Conn) SetUserTimeout(time.Duration)          { panic(absent) }
func (l *Listener) Close()                            { panic(absent) }
