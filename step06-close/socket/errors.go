package socket

import (
	"errors"
	"io"
	"net"
	"syscall"

	"tcpworkbook/step06-close/tcp"
)

// kernelErrors are what the kernel calls the machine's errors.
var kernelErrors = []struct {
	err    error
	kernel syscall.Errno
}{
	{tcp.ErrTimeout, syscall.ETIMEDOUT}, // first: it may tell of an unreachable peer, too
	{tcp.ErrReset, syscall.ECONNRESET},
	{tcp.ErrRefused, syscall.ECONNREFUSED},
	{tcp.ErrUnreachable, syscall.EHOSTUNREACH},
	{tcp.ErrAborted, syscall.ECONNABORTED},
	{tcp.ErrClosing, syscall.EPIPE},
	{tcp.ErrNotOpen, syscall.ENOTCONN},
	{tcp.ErrInUse, syscall.EADDRINUSE},
	{tcp.ErrNoPorts, syscall.EADDRNOTAVAIL},
	{tcp.ErrAddress, syscall.EADDRNOTAVAIL},
}

// A kernelError is an error of the machine that also is what the kernel would
// have said: errors.Is finds both.
type kernelError struct {
	error
	kernel syscall.Errno
}

func (e kernelError) Unwrap() []error { return []error{e.error, e.kernel} }
func (e kernelError) Timeout() bool   { return e.kernel.Timeout() }
func (e kernelError) Temporary() bool { return e.kernel.Temporary() }

// opError returns err as package net does: with what was tried, and where.
// io.EOF stays as it is.
func opError(op string, local, remote net.Addr, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	for _, k := range kernelErrors {
		if errors.Is(err, k.err) {
			err = kernelError{err, k.kernel}
			break
		}
	}
	return &net.OpError{Op: op, Net: "tcp", Source: local, Addr: remote, Err: err}
}
