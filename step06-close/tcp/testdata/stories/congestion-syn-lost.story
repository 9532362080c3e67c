# After a SYN was lost a connection begins with one segment.
# ids: CC-25
# "If the SYN or SYN/ACK is lost, the initial window used by a sender after a
# correctly transmitted SYN MUST be one segment" (RFC 5681 §3.1)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+1 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 9000
> 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 2001
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
