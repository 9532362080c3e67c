# An ICMP error counts for the connection that it quotes, and only if the quote is on its way
# ids: MUST-54, ICMP-11, ICMP-13
# RFC 5927 §4.1: "SND.UNA =< SEG.SEQ < SND.NXT".
listen 7
< 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
< 40001 > 7  S 0:0(0) <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
on 40000
# Nothing is on its way.
icmp 3 4 1 mtu 1000
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
on 40001
write 1460
> 7 > 40001  P. 1:1461(1460) ack 1
on 40000
icmp 3 4 0 mtu 1000
icmp 3 4 1461 mtu 1000
icmp 3 4 2147483649 mtu 1000
icmp 3 4 1 mtu 1000 port 50000
mss 1460
# The ports stand behind the quoted header, options and all.
icmp 3 4 1460 mtu 1000 ihl 6
> 7 > 40000  . 1:961(960) ack 1
mss 960
on 40001
mss 1460
icmp 3 4 1 mtu 900 ihl 15
> 7 > 40001  . 1:861(860) ack 1
mss 860
on 40000
mss 960
