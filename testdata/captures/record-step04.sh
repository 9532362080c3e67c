#!/bin/sh
# Records the captures of step 4 anew, from the kernel that runs here and the
# program of step 4, which writes down itself what it receives and sends:
#
#   go tool workbook lab sh testdata/captures/record-step04.sh
#
# Needs nc (OpenBSD), socat, nmap, hping3 and tcpdump. The program ends first, so that
# nothing is in a capture of how the kernel closes. With each recording the
# expected output of the scripts changes: WORKBOOK_UPDATE=1 go test
# ./step04-handshake
set -eu
cd "$(dirname "$0")"
step04=$(mktemp)
trap 'rm -f "$step04"' EXIT
go build -o "$step04" ../../step04-handshake
echo 1 >/proc/sys/net/ipv4/tcp_orphan_retries
server=192.168.0.2
others=

# begin NAME FLAGS: the program begins to record
begin() {
	"$step04" -trace=false -record "$1.pcapng" $2 &
	program=$!
	sleep 0.3
}

# finish: it ends, and then all that the kernel has begun
finish() {
	sleep 0.3
	kill -INT $program
	wait $program
	kill $others 2>/dev/null || true
	wait
	others=
	while ss -tn state fin-wait-1 | grep -q $server; do sleep 0.1; done # or their FINs are in the next capture
}

# also COMMAND: the kernel's side, until finish
also() {
	"$@" >/dev/null 2>&1 &
	others="$others $!"
}

# Before they are switched off: all the options that a kernel offers in its SYN.
begin s4-options ''
nc -z -w 2 $server 80 || true
also nc -d -p 40000 $server 9
sleep 0.5
finish
for option in sack timestamps window_scaling; do
	echo 0 >/proc/sys/net/ipv4/tcp_$option
done

# Nobody listens. Then nmap's scans: a SYN, an ACK, a FIN, no flag at all, and
# FIN, PSH and URG.
begin s4-refused ''
nc -z $server 80 || true
for scan in S A F N X; do
	nmap -n -Pn -s$scan -p 81 --max-retries 0 $server >/dev/null
done
finish

# Two connections, one after the other.
begin s4-syn ''
also nc -d -p 40000 $server 7
sleep 0.5
also nc -d -p 40001 $server 9
finish

# The SYN-ACK is lost, and the SYN comes again: by the program's own -loss,
# which is another one each time.
rm -f s4-syn-again.pcapng
until tcpdump -r s4-syn-again.pcapng 'tcp[13] = 2' 2>/dev/null | grep -c . | grep -q '[23]' &&
	tcpdump -r s4-syn-again.pcapng 'src port 40000' 2>/dev/null | tail -n 1 | grep -q 'Flags \[\.\]'; do
	begin s4-syn-again '-loss 50'
	also nc -d -p 40000 $server 7
	sleep 4
	finish
done

# Keep-alive probes: segments with an old number and no text, which want an
# answer and nothing else.
begin s4-keepalive ''
also socat -u TCP:$server:7,sourceport=40000,keepalive,keepidle=1,keepintvl=1 -
sleep 3.5
finish

# Somebody guesses: SYNs and resets that are not the kernel's, but hping3's. Then
# the kernel itself resets the connection (ss -K).
begin s4-blind ''
also nc -d -p 40000 $server 7
sleep 0.5
guess() {
	hping3 -q -c 1 -s 40000 -k -p 7 "$@" $server >/dev/null 2>&1 || true
}
seq=$(tcpdump -r s4-blind.pcapng -S 'tcp[13] = 2' 2>/dev/null | sed 's/.*seq \([0-9]*\),.*/\1/')
guess -S -M $((seq + 5000))
guess -S -M $((seq - 5000))
guess -R -M $((seq + 1000))
guess -R -M $((seq + 1000000))
ss -K sport = 40000 >/dev/null
finish

# The kernel closes (a FIN, which step 4 does not take), and gives up at once
# (linger=0): the number of its reset counts the FIN.
begin s4-reset ''
also socat -u TCP:$server:7,sourceport=40000,linger=0 -
sleep 0.5
kill $others
finish

# We open: the kernel listens, or does not.
also nc -d -l 192.168.0.1 5000
sleep 0.3
begin s4-dial '-dial 192.168.0.1:5000 -from 40000'
finish
begin s4-dial-refused '-dial 192.168.0.1:5001 -from 40000'
finish

# Both open: the program's SYN finds nobody, as the kernel has no address then.
ip addr del 192.168.0.1/24 dev tun0
begin s4-both '-dial 192.168.0.1:5002 -from 40000'
ip addr add 192.168.0.1/24 dev tun0
also nc -d -p 5002 192.168.0.2 40000
finish

# Two hosts, with the same ports.
ip addr add 192.168.0.3/32 dev tun0
begin s4-two-hosts ''
also nc -d -s 192.168.0.1 -p 40000 $server 7
sleep 0.2
also nc -d -s 192.168.0.3 -p 40000 $server 7
finish

# A flood of SYNs from a host that is not there, and somebody who is. Then who has
# flooded asks with an old number, from its first port and from its last, what is
# known of it; and somebody makes up an ACK.
flooder() {
	hping3 -q -a 192.168.0.99 -k -p 7 -M 1000 "$@" $server >/dev/null 2>&1 || true
}
begin s4-flood ''
hping3 -q -c 300 -i u1000 -a 192.168.0.99 -s 1024 -p 7 -S -M 1000 $server >/dev/null 2>&1 || true
also nc -d -p 40000 $server 7
sleep 0.5
flooder -c 1 -s 1024 -A -L 5
flooder -c 1 -s 1323 -A -L 5
guess -S -M 12345
hping3 -q -c 1 -s 50000 -k -p 7 -A -M 1000 -L 123456789 $server >/dev/null 2>&1 || true
finish
