// Package socket is the blocking interface that Go programs know, on top of
// the TCP machine of package tcp: net.Conn, net.Listener and a dialer. Whatever
// works on the kernel's TCP works on it, net/http and crypto/tls too.
//
//	s := socket.New(dev, config)        // a host on a device
//	go s.Run()                          // moves packets until dev is closed
//	l, err := s.Listen(80)              // waits for connections
//	conn, err := l.Accept()
//	conn, err := s.DialContext(ctx, "192.168.0.1:80")
//	err = s.Shutdown(ctx)               // waits until what was written has arrived
//
// This is the only place with locks, goroutines and a clock. There is one lock,
// around the machine, and one goroutine, the pump (Run), that reads and writes
// packets. All others only change the machine's state, under the lock, tell
// the pump, and wait. The lock is never held while a packet is read or written.
//
// Calls return what they do with the kernel's TCP and package net: the same
// io.EOF, *net.OpError, net.ErrClosed, os.ErrDeadlineExceeded and syscall.Errno.
// kernel_linux_test.go compares them, and says where they differ, and why.
//
// # Replays
//
// With Config.LockStep the pump takes one packet at a time, and waits, before it
// sends anything or takes the next, until all goroutines that were started with
// [Stack.Go] wait for something to happen to their sockets. What is to be sent
// then goes out in the order in which the connections came. So, on a device
// whose time is that of a replay, the same input gives the same output. Deadlines
// are not for replays: they are of the wall clock.
//
// # Not supported
//
// Anything but IPv4; host names; urgent data; SO_REUSEADDR: a port can be
// listened on again at once.
package socket
