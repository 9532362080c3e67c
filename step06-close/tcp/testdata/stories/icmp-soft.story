# Whatever ICMP says of an established connection, it lives: soft errors, and hard ones too
# ids: MUST-56, M-165
# §3.9.2.2: "Since these Unreachable messages indicate soft error conditions, a TCP
# implementation MUST NOT abort the connection".
listen 7
< 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write "hello"
> 7 > 40000  P. 1:6(5) ack 1
icmp 3 0 1
icmp 3 1 1
icmp 3 5 1
icmp 11 0 1
icmp 11 1 1
icmp 12 0 1
icmp 3 2 1
icmp 3 3 1
icmp 3 4 1 mtu 1000
> 7 > 40000  P. 1:6(5) ack 1
state ESTABLISHED
< 40000 > 7  P. 1:6(5) ack 6 "hello"
read "hello"
write "hello"
> 7 > 40000  P. 6:11(5) ack 6 "hello"
