#!/bin/sh
# Records the captures of steps 1 to 3 anew, from the kernel that runs here:
#
#   go tool workbook lab sh testdata/captures/record.sh
#
# Needs ping (iputils), nc (OpenBSD), curl, traceroute and tcpdump. Time stamps
# and identifiers change with each recording, and with them the expected
# output of the scripts: WORKBOOK_UPDATE=1 go test ./...
set -eu
cd "$(dirname "$0")"
step03=$(mktemp)
trap 'rm -f "$step03"' EXIT
go build -o "$step03" ../../step03-parse-ipv4

# record NAME COMMAND…: what passes through tun0 while COMMAND runs
record() {
	name=$1
	shift
	tcpdump -q -n -U -Z root -i tun0 -w "$name.pcap" 2>/dev/null &
	dump=$!
	until [ -s "$name.pcap" ]; do sleep 0.1; done
	"$step03" >/dev/null &
	program=$!
	sleep 0.5
	"$@" || true # that nobody answers is part of some stories
	sleep 0.5
	kill -INT $program $dump
	wait $program $dump || true
}

record ping        ping -c 3 -i 0.5 192.168.0.2
record ping-1400   ping -c 2 -i 0.5 -s 1400 192.168.0.2
record ping-df     ping -c 1 -M do 192.168.0.2
record ping-nodf   ping -c 1 -M dont 192.168.0.2
record ping-3000   ping -c 1 -s 3000 -W 1 192.168.0.2
record ping-route  ping -c 1 -R -W 1 192.168.0.2
record nc          nc -n -v -w 4 192.168.0.2 7
record curl        curl -s -m 2 http://192.168.0.2/
record traceroute  traceroute -n -q 1 -w 0.5 -m 3 192.168.0.2
record traceroute-icmp traceroute -n -I -q 1 -w 0.5 -m 3 192.168.0.2

# With IPv6 switched on, the kernel looks for routers as soon as a program has
# opened the device.
ip link set dev tun0 down
echo 0 >/proc/sys/net/ipv6/conf/tun0/disable_ipv6
ip link set dev tun0 addrgenmode eui64
ip link set dev tun0 up
record ipv6 sleep 5

head -c 500 ping.pcap >cut.pcap # crafted
