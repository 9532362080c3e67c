// Package tcp is the Transmission Control Protocol of RFC 9293.
//
// So far it has sequence numbers (seq.go), states (state.go), and segments:
// what they are (segment.go, options.go), read and written (wire.go).
//
// Keep open while reading: RFC 9293 §3.1 (the header), §3.2 (options), §3.4
// (sequence numbers); RFC 2018 and RFC 7323 for their options.
package tcp
