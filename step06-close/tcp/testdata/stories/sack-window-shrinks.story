# In recovery the peer's window shrinks, to where text has been sent already. What is lost goes again all the same, also
# beyond the new edge; nothing new does.
# "MUST be robust against window shrinking" (RFC 9293 §3.8.6, MUST-34)
stack with sack without cubic,tailprobe
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
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:4001>
> 7 > 40000  . 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 5000 <nop,nop,sack 5001:8001 1001:4001>
> 7 > 40000  . 4001:5001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 5000 <nop,nop,sack 5001:10001 1001:4001>
+0.1 < 40000 > 7  . 1:1(0) ack 10001 win 5000
> 7 > 40000  . 10001:11001(1000) ack 1
> 7 > 40000  . 11001:12001(1000) ack 1
> 7 > 40000  . 12001:13001(1000) ack 1
> 7 > 40000  . 13001:14001(1000) ack 1
> 7 > 40000  . 14001:15001(1000) ack 1
