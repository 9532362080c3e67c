package tcp

// This file is the event STATUS, RFC 9293 §3.10.6.

// State returns the state of the connection.
func (c *Conn) State() State { return c.state }

// Err returns why the connection ended: nil if it has not.
func (c *Conn) Err() error { return c.err }
