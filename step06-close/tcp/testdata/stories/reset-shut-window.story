# A reset counts when our window is shut, too
# ids: MUST-66
# §3.4: a TCP receiver "MUST process the RST and URG fields of all incoming
# segments, even when the receive window is zero".
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  P. 1:1001(1000) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 1001 win 0
accept
< 40000 > 7  R 1002:1002(0)
< 40000 > 7  R 1000:1000(0)
state ESTABLISHED
< 40000 > 7  R 1001:1001(0)
state CLOSED
read 1000
read error reset
