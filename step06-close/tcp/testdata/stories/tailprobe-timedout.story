# The probe is lost as well as the flight, and the time-out begins anew with one segment. When more than the probe's end
# is acknowledged later, the peer took what was sent since: the probe says nothing any more (RFC 8985 §7.1).
stack with sack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 40000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
> 7 > 40000  . 5001:6001(1000) ack 1
> 7 > 40000  . 6001:7001(1000) ack 1
> 7 > 40000  . 7001:8001(1000) ack 1
> 7 > 40000  . 8001:9001(1000) ack 1
> 7 > 40000  . 9001:10001(1000) ack 1
+0.2 > 7 > 40000  . 9001:10001(1000) ack 1
+1 > 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 10001
> 7 > 40000  . 10001:11001(1000) ack 1
> 7 > 40000  . 11001:12001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 12001
> 7 > 40000  . 12001:13001(1000) ack 1
> 7 > 40000  . 13001:14001(1000) ack 1
> 7 > 40000  . 14001:15001(1000) ack 1
quiet
