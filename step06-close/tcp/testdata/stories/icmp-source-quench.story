# Source Quench is dropped without a word
# ids: MUST-55, ICMP-12
# §3.9.2.2: "TCP implementations MUST silently discard any received ICMP Source
# Quench messages".
listen 7
< 40000 > 7  S 0:0(0) <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 3000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  P. 2001:3001(1000) ack 1
icmp 4 0 1
icmp 4 0 1001
< 40000 > 7  . 1:1(0) ack 3001
write 3000
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
> 7 > 40000  P. 5001:6001(1000) ack 1
mss 1000
state ESTABLISHED
