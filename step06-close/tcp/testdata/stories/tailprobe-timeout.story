# The probe is lost too: there is no second one, and the time-out comes a whole RTO after the probe
# ("re-arm the RTO timer", RFC 8985 §7.3).
stack with sack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 2000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  P. 1001:2001(1000) ack 1
+0.2 > 7 > 40000  P. 1001:2001(1000) ack 1
+1 > 7 > 40000  . 1:1001(1000) ack 1
