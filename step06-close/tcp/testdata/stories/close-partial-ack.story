# An acknowledgment of the text alone leaves FIN-WAIT-1 and LAST-ACK as they are.
# ids: EV-30, M-181, M-185
# "if the FIN segment is now acknowledged" (FIN-WAIT-1), "If our FIN is now
# acknowledged, delete the TCB" (LAST-ACK; §3.10.7.4, fifth).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
hold
write 1000
close
release
> 7 > 40000  FP. 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1001
state FIN-WAIT-1
+1 > 7 > 40000  F. 1001:1001(0) ack 1
< 40000 > 7  . 1:1(0) ack 1002
state FIN-WAIT-2
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
< 40001 > 7  F. 1:1(0) ack 1
> 7 > 40001  . 1:1(0) ack 2
hold
write 1000
close
release
> 7 > 40001  FP. 1:1001(1000) ack 2
< 40001 > 7  . 2:2(0) ack 500
state LAST-ACK
< 40001 > 7  . 2:2(0) ack 1001
state LAST-ACK
+1 > 7 > 40001  F. 1001:1001(0) ack 2
< 40001 > 7  . 2:2(0) ack 1002
state CLOSED
