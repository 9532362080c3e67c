#!/bin/sh
# Records the captures of step 6 anew, from the kernel that runs here and the
# program of step 6:
#
#   go tool workbook lab sh testdata/captures/record-step06.sh
#
# Needs nc (OpenBSD), nft, python3. The kernel offers no option but MSS, so that
# the lines are short. With each recording the expected output of the scripts
# changes: WORKBOOK_UPDATE=1 go test ./step06-close
set -eu
cd "$(dirname "$0")"
step06=$(mktemp) workbook=$(mktemp)
trap 'rm -f "$step06" "$workbook"' EXIT
go build -o "$step06" ../../step06-close
go build -o "$workbook" ../../shared/cmd/workbook
for option in sack timestamps window_scaling; do
	echo 0 >/proc/sys/net/ipv4/tcp_$option
done
echo 1 >/proc/sys/net/ipv4/tcp_tw_reuse # for once-more

# record NAME FLAGS COMMAND: what the program receives and sends while the
# shell runs COMMAND
record() {
	"$step06" $2 -trace=false -record "$1.pcapng" &
	program=$!
	sleep 0.3
	sh -c "$3" || true # being reset is part of some stories
	sleep 0.2
	kill -INT $program
	wait $program
}

# drop EXPR FOR COMMAND: the shell's words for dropping what EXPR says of the
# packets that come from the program, for so many seconds from COMMAND's start on
drop() {
	echo "nft add table ip lab
		nft add chain ip lab in '{ type filter hook input priority 0; }'
		nft add rule ip lab in iif tun0 '$1' drop
		(sleep $2; nft delete table ip lab) &
		$3; wait"
}

server=192.168.0.2

# 6.1: the kernel has said all, and closes while the last of it is not back yet.
record close-peer '' "(echo one; sleep 0.1; echo two; sleep 0.1; echo three) | nc -N $server 7"
# The same, but the program's last segments are lost: its FIN comes again.
record close-peer-lost '' "$(drop 'tcp flags & fin == fin' 0.5 "(echo one; sleep 0.1) | nc -N $server 7")"

# 6.2: the program closes first.
record close-first '' "nc -d $server 17"
# Its FIN is lost, and comes again.
record close-first-lost '' "$(drop 'tcp flags & fin == fin' 0.5 "nc -d $server 17")"

# 6.3: both close before they hear of the other's FIN. It takes some tries.
for try in $(seq 300); do
	record close-both '' "nc -N $server 17 </dev/null" >/dev/null
	if (cd ../..; "$workbook" trace testdata/captures/close-both.pcapng) | tr '\n' '@' | grep -q '> 17 > [0-9]*  FP\..*< [0-9]* > 17  F\. 1:1(0) ack 1 '; then break; fi
done

# 6.4: the program has said all, and still takes what comes.
record half-close-down '' "(sleep 0.2; seq 1 1000) | nc -N $server 13"

# 6.5: the program's last ACK is lost, and the kernel's FIN comes again.
record time-wait-again '' "$(drop 'tcp flags & (fin | syn | rst | psh | ack) == ack' 0.5 "nc -d $server 17")"
# Between the same ports once more, while the program is in TIME-WAIT.
record time-wait-reuse '' "nc -d -p 40001 $server 17; nc -d -p 40001 $server 17"

# 6.6: text for a program that has closed.
record abort-late-text '' "(sleep 0.3; echo too late) | nc $server 17"
# The kernel aborts: SO_LINGER 0.
record abort-peer '' "python3 -c '
import socket, struct, time
s = socket.create_connection((\"$server\", 7))
s.send(b\"one\\n\"); s.recv(100)
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(\"ii\", 1, 0))
s.close()'"
# The kernel forgets a connection, and begins anew from the same port.
record abort-half-open '' "python3 -c '
import socket
def connect():
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((\"192.168.0.1\", 40002))
    s.connect((\"$server\", 7))
    s.send(b\"one\\n\"); s.recv(100)
    return s
s = connect()
s.setsockopt(socket.SOL_TCP, 19, 1) # TCP_REPAIR: closed without a word
s.close()
connect().close()'"

# 6.7: nobody says anything.
record idle-keepalive '-keepalive 1s' "sleep 3.5 | nc -N $server 7"
# Nothing that the program sends arrives; it gives up.
record idle-lost '-usertimeout 3s' "$(drop 'tcp flags & syn == 0' 5 "(echo one; sleep 7) | nc -N $server 7")"
# The kernel does not close, and after more than a minute it speaks.
record idle-fin-wait '' "(sleep 63; echo too late) | nc $server 17"
