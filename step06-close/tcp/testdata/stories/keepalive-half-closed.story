# A half-closed connection can be idle, too: FIN-WAIT-2 asks, TIME-WAIT does not.
# ids: MUST-24
# "idle ... no incoming segments received and there is no new or unacknowledged data to
# be sent" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 10
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 2
state FIN-WAIT-2
+5 < 40000 > 7  . 1:1(0) ack 2
+10 > 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
+60 state CLOSED
