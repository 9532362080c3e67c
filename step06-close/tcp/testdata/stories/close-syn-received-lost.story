# CLOSE in SYN-RECEIVED, and the SYN-ACK is lost: the FIN alone would be no use, so both are sent again.
# ids: EV-35
# "send the segment at the front of the retransmission queue again" (§3.10.8).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
on 40000
close
> 7 > 40000  F. 1:1(0) ack 1
+1 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 2
state FIN-WAIT-2
