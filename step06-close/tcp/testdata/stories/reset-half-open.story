# A reset, or another SYN, ends a half-open connection; the user is not told
# ids: EV-18, MUST-11
# §3.10.7.4: "return this connection to LISTEN state and return. The user need
# not be informed."
listen 7 1
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  R 1:1(0)
accept none
conns 0
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  S 100:100(0)
accept none
conns 0
< 40002 > 7  S 0:0(0)
> 7 > 40002  S. 0:0(0) ack 1 <mss 1460>
< 40002 > 7  . 1:1(0) ack 1
accept
state ESTABLISHED
+300 quiet
