# CLOSE in SYN-RECEIVED with text queued: text and FIN wait for ESTABLISHED.
# ids: EV-32
# "otherwise, queue for processing after entering ESTABLISHED state" (§3.10.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
on 40000
write "hello"
close
state SYN-RECEIVED
close again
write error closing
+0.5 < 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  FP. 1:6(5) ack 1 "hello"
state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 7
state FIN-WAIT-2
