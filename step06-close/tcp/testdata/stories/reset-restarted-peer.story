# The peer has restarted, and opens again: challenge and reset clear the old connection
# ids: BLIND-7, M-162
# RFC 5961 §4.2: "the local TCP endpoint MUST terminate its connection" and relies
# "on SYN retransmission from the remote end".
listen 7
0 < 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
10 < 40000 > 7  S 5000:5000(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  R 1:1(0)
err reset
11 < 40000 > 7  S 5000:5000(0)
> 7 > 40000  S. 0:0(0) ack 5001 <mss 1460>
< 40000 > 7  . 5001:5001(0) ack 1
accept
state ESTABLISHED
