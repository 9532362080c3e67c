# While an end is in TIME-WAIT, the same two ends cannot be connected anew from our side.
# ids: MUST-13
# "it MUST linger in the TIME-WAIT state for a time 2xMSL" (§3.6.1).
dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
< 7 > 40001  S. 0:0(0) ack 1 win 65535
> 40001 > 7  . 1:1(0) ack 1
close
> 40001 > 7  F. 1:1(0) ack 1
< 7 > 40001  F. 1:1(0) ack 2
> 40001 > 7  . 2:2(0) ack 2
+59.999999 dial 40001 192.168.0.1:7 error
+0.000001 dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
close
