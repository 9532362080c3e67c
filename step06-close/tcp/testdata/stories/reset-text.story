# A reset that carries text, and a SYN or FIN, is a reset and nothing else
# ids: SHLD-2
# §3.5.3: "TCP implementations SHOULD allow a received RST segment to include data".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  RF. 1:21(20) ack 1
state CLOSED
err reset
read error reset
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
< 40001 > 7  SR 1:21(20)
state CLOSED
err reset
+300 quiet
