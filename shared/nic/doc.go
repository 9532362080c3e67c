// Package nic is the workbook's network card: devices that carry whole IP
// packets.
//
//	TUN       packets from and to the kernel           OpenTUN
//	replay    packets from a file, in virtual time     OpenReplay
//	pipe      two ends in memory, for tests            Pipe
//
// and devices that stand in front of another device:
//
//	Trace     prints each packet as a line of the trace notation
//	Record    writes each packet to a pcapng file
//	Lossy     drops, duplicates, delays, reorders and corrupts packets
//
// A program opens what its flags ask for with ParseFlags and Flags.Open. The
// same loop then runs live or over a replay: it waits for a packet until its
// own next deadline, and asks the device for the time.
//
// Not supported: compressed captures, VLAN tags (such frames are passed over
// like ARP), and more than one reader at a time.
package nic
