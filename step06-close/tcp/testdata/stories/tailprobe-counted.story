# Nine of ten are lost. The probe's block shows it, and the congestion window is closed for it, to half of the flight. When
# more than the probe is acknowledged, that is not counted once more (RFC 8985 §7.1: recovery forgets the probe).
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
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 9001:10001>
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 5001 <nop,nop,sack 9001:10001>
> 7 > 40000  . 5001:6001(1000) ack 1
> 7 > 40000  . 6001:7001(1000) ack 1
> 7 > 40000  . 7001:8001(1000) ack 1
> 7 > 40000  . 8001:9001(1000) ack 1
> 7 > 40000  . 10001:11001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 11001
> 7 > 40000  . 11001:12001(1000) ack 1
> 7 > 40000  . 12001:13001(1000) ack 1
> 7 > 40000  . 13001:14001(1000) ack 1
> 7 > 40000  . 14001:15001(1000) ack 1
> 7 > 40000  . 15001:16001(1000) ack 1
quiet
