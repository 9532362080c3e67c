// Package lab opens a private network in which a program can have a TUN
// device without being root, and in which nothing it does touches the host.
//
//	the host                the lab: a user and a network namespace of its own
//	eth0, wlan0, …          ┌──────────────────────────────────────────────┐
//	                        │  nc, curl, ping          your program        │
//	go tool workbook lab ───┼─▶      │ sockets              │ packets      │
//	                        │  Linux kernel ──── tun0 ──── read, write     │
//	                        │  192.168.0.1                 192.168.0.2     │
//	                        └──────────────────────────────────────────────┘
//
// [Open] makes a lab for one owner, a test say. [Join] enters the lab that all
// terminals of one user share in one checkout. [Lab.Command] runs something
// inside, [Lab.Close] leaves.
//
// A namespace lives as long as a process is in it. That process is the holder
// (holder.sh): it waits until its lab is left, even by SIGKILL, ends whatever
// still runs inside, and exits. So no lab outlives its users.
//
// A lab needs Linux, /dev/net/tun, and unshare, nsenter, flock (util-linux) and
// ip (iproute2). It has no way to the Internet. It shares the host's files and
// processes: it is a network of one's own, not a sandbox.
package lab
