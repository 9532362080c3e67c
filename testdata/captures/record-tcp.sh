#!/bin/sh
# Records the captures of TCP connections anew, from the kernel that runs here
# and the program of step 6:
#
#   go tool workbook lab sh testdata/captures/record-tcp.sh
#
# Needs nc (OpenBSD). The kernel offers no option but MSS: what it would send
# with the others, a program that does not know them cannot read. With each
# recording the expected output of the scripts changes: WORKBOOK_UPDATE=1 go
# test ./step06-close
set -eu
cd "$(dirname "$0")"
step06=$(mktemp)
trap 'rm -f "$step06"' EXIT
go build -o "$step06" ../../step06-close
for option in sack timestamps window_scaling; do
	echo 0 >/proc/sys/net/ipv4/tcp_$option
done

# record NAME FLAGS COMMAND: what the program receives and sends while the
# shell runs COMMAND
record() {
	"$step06" $2 -trace=false -record "$1.pcapng" &
	program=$!
	sleep 0.5
	sh -c "$3" || true # being refused is part of some stories
	sleep 0.5
	kill -INT $program
	wait $program
}

server=192.168.0.2
# What the demo shows.
record tcp-hello '' "echo 'hello, TCP' | nc -N $server 7"
# Two lines, and the end half a second later. The kernel closes first.
record tcp-echo '' "(echo hello, TCP; sleep 0.2; echo and again; sleep 0.5) | nc -N $server 7"
# The program closes first.
record tcp-daytime '' "nc -d $server 13"
# A small window, which shuts; and enough after three lines: the kernel resets
# the connection.
record tcp-chargen '' "nc -d -I 4096 $server 19 | (sleep 3; head -n 3)"
# Half-close: the kernel has said all before it hears a word.
record tcp-half-close '' "seq 1 2000 | nc -N $server 7 >/dev/null"
# Nobody listens.
record tcp-refused '' "nc -v $server 80"
# Some packets are lost, by the program's own -loss: the capture holds what it
# received of what the kernel sent, and what it sent, received or not.
record tcp-lost '-loss 10' "seq 1 2000 | nc -N $server 7 >/dev/null; sleep 3"
