# Gives a network namespace its wire: tun0, with the kernel at one end.
# It may run again at any time, for a program can take tun0 away with it.
# $1: "bare" makes no tun0. $2: 1 switches IPv6 off, 0 leaves it on.
make_tun0() {
	ip tuntap add dev tun0 mode tun
	# Where /proc/sys is read-only (containers), this alone keeps tun0 quiet.
	[ "$2" = 0 ] || ip link set dev tun0 addrgenmode none 2>/dev/null || :
}

set_up() {
	ip link set dev lo up
	{ echo "$2" >/proc/sys/net/ipv6/conf/default/disable_ipv6; } 2>/dev/null || :
	[ "$1" != bare ] || return 0
	ip link show dev tun0 >/dev/null 2>&1 || make_tun0 "$@"
	ip addr replace 192.168.0.1/24 dev tun0
	ip link set dev tun0 up txqueuelen 1000
}

set_up "$@"
