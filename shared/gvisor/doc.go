// Package gvisor lets the stack of step 6 talk to gVisor's.
package gvisor
