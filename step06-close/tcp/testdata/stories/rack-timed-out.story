# After a time-out, too: of two segments that are sent again, the first is lost again. The second tells so.
stack with sack,rack without cubic,tailprobe
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 4000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  P. 3001:4001(1000) ack 1
+1 > 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001 <nop,nop,sack 2001:3001>
> 7 > 40000  . 1001:2001(1000) ack 1
