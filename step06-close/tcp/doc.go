// Package tcp is the Transmission Control Protocol of RFC 9293.
//
// So far it has sequence numbers (seq.go, isn.go), states (state.go), segments
// (segment.go, options.go), their reading and writing (wire.go), and the
// estimate of the round trip (rtt.go). Connections are still to come.
//
// Keep open while reading: RFC 9293 §3.1 (the header), §3.2 (options), §3.4
// (sequence numbers); RFC 6528 and RFC 6298; RFC 2018 and RFC 7323 for their
// options.
package tcp
