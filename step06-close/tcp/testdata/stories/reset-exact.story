# A reset exactly at RCV.NXT ends the connection
# ids: BLIND-2, M-191, M-196, MUST-12
# RFC 5961 §3.2: "If the RST bit is set and the sequence number exactly matches
# the next expected sequence number (RCV.NXT), then TCP MUST reset the connection."
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:6(5) ack 1 "hello"
< 40000 > 7  R 6:6(0)
state CLOSED
err reset
conns 0
# What had come before can be read, and then the truth.
read "hello"
read error reset
write error reset
< 40000 > 7  P. 6:11(5) ack 1 "world"
> 7 > 40000  R 1:1(0) win 0
+300 quiet
