#!/bin/sh
# Records the captures of step 5's second half anew, from the kernel that runs
# here and the program of step 5; all of them, or those that are named:
#
#   sh testdata/captures/record-congestion.sh [NAME…]
#
# Needs nc (OpenBSD). Of the options, the kernel offers those that the milestones
# have taught so far, beside MSS. What is lost is lost by the program's own -loss:
# the capture holds what it received of what the kernel sent, and what it sent,
# received or not. The program ends before the kernel closes. With each recording
# the expected output of the scripts changes: WORKBOOK_UPDATE=1 go test
# ./step05-data
set -eu
cd "$(dirname "$0")"
if [ "${1-}" != inside ]; then # in a lab of its own for each, so that the kernel has no old connections
	[ $# -gt 0 ] || set -- data-losses data-scaled data-timestamps data-sack data-sack-upload
	for name; do
		go tool workbook lab sh record-congestion.sh inside "$name"
	done
	exit
fi
step05=$(mktemp)
trap 'rm -f "$step05"' EXIT
go build -o "$step05" ../../step05-data

# record OPTIONS FLAGS COMMAND: what the program receives and sends while the
# shell runs COMMAND, for three seconds
name=$2
record() {
	for option in sack timestamps window_scaling; do
		case " $1 " in *" $option "*) on=1 ;; *) on=0 ;; esac
		echo $on >/proc/sys/net/ipv4/tcp_$option
	done
	"$step05" $2 -without CUBIC -trace=false -record "$name.pcapng" &
	program=$!
	sleep 0.5
	timeout 4 sh -c "$3" &
	sleep 3
	kill -INT $program
	wait $program
	wait
}

server=192.168.0.2
case $name in
# Slow start, and the losses that end it.
data-losses) record '' '-loss 4' "nc -d $server 19 | head -c 40000 >/dev/null" ;;
# A window in units of 128 bytes, which shuts.
data-scaled)
	echo 4096 12000 6291456 >/proc/sys/net/ipv4/tcp_rmem
	record window_scaling '' "nc -d $server 19 | (sleep 1; head -c 10000) >/dev/null" ;;
# Some lines, of which some are lost.
data-timestamps) record 'window_scaling timestamps' '-loss 20' "(for line in 1 2 3 4 5 6; do echo line \$line; sleep 0.2; done; sleep 3) | nc $server 7 >/dev/null" ;;
# The kernel tells what it has, and then the program does.
data-sack) record 'window_scaling timestamps sack' '-loss 4' "nc -d $server 19 | head -c 40000 >/dev/null" ;;
data-sack-upload) record 'window_scaling timestamps sack' '-loss 8' "(head -c 60000 /dev/zero | tr '\\000' x; sleep 3) | nc $server 9" ;;
esac
