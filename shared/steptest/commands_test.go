package steptest

import "testing"

func TestEven(t *testing.T) {
	const out = `0.000000 < a > b udp 1b
ignoring weird packet: ipv4: byte 20: option 7 at byte 9 is odd
ignoring weird packet: at byte 2!
ignoring weird packet: of 20 bytes
0.000000 > b > a udp 1b
10.000000 > b > a
`
	const all = `0.000000 < a > b udp 1b
ignoring weird packet: … byte 20
ignoring weird packet: … byte 2
ignoring weird packet: of 20 bytes
0.000000 > b > a udp 1b
10.000000 > b > a
`
	const received = `0.000000 < a > b udp 1b
ignoring weird packet: … byte 20
ignoring weird packet: … byte 2
ignoring weird packet: of 20 bytes
`
	if got := even(out, false, nil).String(); got != all {
		t.Errorf("got\n%s", got)
	}
	if got := even(out, true, nil).String(); got != received {
		t.Errorf("received: got\n%s", got)
	}
}

func TestBlur(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"64 bytes: icmp_seq=1 ttl=64 time=0.284 ms", "64 bytes: icmp_seq=1 ttl=64 time=11.193 ms", true},
		{"64 bytes: icmp_seq=1 ttl=64 time=0.284 ms", "64 bytes: icmp_seq=1 ttl=63 time=0.284 ms", false},
		{"rtt = 0.188/0.221/0.284/0.043 ms", "rtt = 1.188/0.2/0.284/0.1 ms", true},
		{"3 received, 0% packet loss, time 413ms", "3 received, 0% packet loss, time 2ms", true},
		{"3 received, 0% packet loss, time 413ms", "3 received, 50% packet loss, time 413ms", false},
		{"3 received, 0% packet loss, time 413ms", "2 received, 0% packet loss, time 413ms", false},
		{"0.021342 < a > b icmp echo id 8 seq 1 crc c0", "1.000000 < a > b icmp echo id 9 seq 1 crc 7f", true},
		{"0.021342 < a > b icmp echo id 8 seq 1", "0.021342 > a > b icmp echo id 8 seq 1", false},
		{"#1 84 bytes: 45 00 00 54 8c 1e 40 00 40 01 2d 37 c0 a8 00 01", "#1 84 bytes: 45 00 00 54 00 00 40 00 40 01 f9 55 c0 a8 00 01", true},
		{"#1 84 bytes: 45 00 00 54 8c 1e 40 00 40 01 2d 37 c0 a8 00 01", "#1 84 bytes: 45 00 00 54 8c 1e 40 00 40 01 2d 37 c0 a8 00 02", false},
		{"a", "a\n", true},
		{"a\n", "a\n\n", false},
	} {
		if got := blur(test.a) == blur(test.b); got != test.same {
			t.Errorf("%q and %q: same is %v, want %v", test.a, test.b, got, test.same)
		}
	}
}
