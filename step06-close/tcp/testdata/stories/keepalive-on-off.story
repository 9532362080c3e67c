# Keep-alives are turned on for one of two connections, and off again.
# ids: MUST-24, MUST-27, SHLD-12, MAY-5
# "the application MUST be able to turn them on or off for each TCP connection";
# "SEG.SEQ = SND.NXT-1" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
+5 keepalive 10
+10 > 7 > 40001  . 0:0(0) ack 1
< 40001 > 7  . 1:1(0) ack 1
+10 > 7 > 40001  . 0:0(0) ack 1
+0.1 < 40001 > 7  . 1:1(0) ack 1
+10 > 7 > 40001  . 0:0(0) ack 1
< 40001 > 7  . 1:1(0) ack 1
keepalive 20
+20 > 7 > 40001  . 0:0(0) ack 1
keepalive 0
+1000000 state ESTABLISHED
