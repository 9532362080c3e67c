# A FIN that is lost is sent again, with the text that it stood on.
# ids: EV-35, M-177
# "send the segment at the front of the retransmission queue again" (§3.10.8).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
hold
write 10
close
release
> 7 > 40000  FP. 1:11(10) ack 1
+1 > 7 > 40000  FP. 1:11(10) ack 1
+2 > 7 > 40000  FP. 1:11(10) ack 1
< 40000 > 7  . 1:1(0) ack 12
state FIN-WAIT-2
+600 quiet
