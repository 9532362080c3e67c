#!/bin/bash
# Records the captures of step 5's first half anew, from the kernel that runs here
# and the program of step 5; all of them, or those that are named:
#
#   bash testdata/captures/record-data.sh [NAME…]
#
# Needs nc (OpenBSD). The kernel offers no option but MSS. What is lost is lost by
# the program's own -loss: the capture holds what it received of what the kernel
# sent, and what it sent, received or not. The program ends before the kernel
# closes. With each recording the expected output of the scripts changes:
# WORKBOOK_UPDATE=1 go test ./step05-data
set -eu
cd "$(dirname "$0")"
if [ "${1-}" != inside ]; then # in a lab of its own for each, so that the kernel has no old connections
	[ $# -gt 0 ] || set -- data-lines data-upload data-echo data-gap data-gaps data-late data-shut data-full data-nagle data-nagle-echo
	for name; do
		go tool workbook lab bash record-data.sh inside "$name"
	done
	exit
fi
step05=$(mktemp)
trap 'rm -f "$step05"' EXIT
go build -o "$step05" ../../step05-data
for option in sack timestamps window_scaling; do
	echo 0 >/proc/sys/net/ipv4/tcp_$option
done

# record SECONDS FLAGS COMMAND: what the program receives and sends while the
# shell runs COMMAND, for so long
name=$2
record() {
	"$step05" $2 -trace=false -record "$name.pcapng" &
	program=$!
	sleep 0.5
	timeout $(($1 + 1)) bash -c "$3" &
	sleep $1
	kill -INT $program
	wait $program
	wait
}

server=192.168.0.2
case $name in
# Lines, as somebody types them, and nobody answers.
data-lines) record 3 '' "(echo hello, TCP; sleep 0.3; echo and again; sleep 0.7; echo and that was all; sleep 9) | nc $server 9" ;;
# More text than a window takes.
data-upload) record 2 '' "(head -c 100000 /dev/zero | tr '\\000' x; sleep 9) | nc $server 9" ;;
# A line, and then ten full segments.
data-echo) record 2 '' "(echo hello, TCP; sleep 0.3; seq 1 9999 | head -c 14600; sleep 9) | nc $server 7 >/dev/null" ;;
# An upload of which segments are lost: a short one, and a long one.
data-gap) record 2 '-loss 15' "(seq 1 9999 | head -c 10220; sleep 9) | nc $server 9" ;;
data-gaps) record 3 '-loss 15' "(seq 1 9999 | head -c 40000; sleep 9) | nc $server 9" ;;
# Lines, one a second and more, of which many are lost, or what answers them.
data-late) record 20 '-loss 30' "(for line in 1 2 3 4 5 6 7 8; do echo line \$line; sleep 1.7; done; sleep 9) | nc $server 7 >/dev/null" ;;
# Nobody reads what the echo sends back, for four seconds, and the kernel's window
# is small.
data-shut)
	echo 8192 8192 8192 >/proc/sys/net/ipv4/tcp_rmem
	record 6 '' "exec 3<>/dev/tcp/$server/7; seq 1 9999 | head -c 8760 >&3; sleep 4; cat <&3 >/dev/null" ;;
# The same, with more text than the program holds: its window shuts, too.
data-full)
	echo 8192 8192 8192 >/proc/sys/net/ipv4/tcp_rmem
	record 6 '-buffer 4000' "exec 3<>/dev/tcp/$server/7; seq 1 9999 | head -c 20440 >&3 & sleep 3; cat <&3 >/dev/null" ;;
# Short lines in quick succession: to where nobody answers, and to an echo.
data-nagle) record 2 '' "(for line in 1 2 3 4 5 6 7 8; do echo line \$line; sleep 0.01; done; sleep 9) | nc $server 9" ;;
data-nagle-echo) record 2 '' "(for line in 1 2 3 4 5 6 7 8; do echo line \$line; sleep 0.001; done; sleep 9) | nc $server 7 >/dev/null" ;;
esac
