# After a SYN was lost, the text begins with a timeout of three seconds.
# ids: RTO-15
# "the RTO MUST be re-initialized to 3 seconds when data transmission begins" (RFC 6298 (5.7)).
dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+1 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+0.1 < 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
> 40001 > 7  . 1:1(0) ack 1
rto 3
write 10
> 40001 > 7  P. 1:11(10) ack 1
+3 > 40001 > 7  P. 1:11(10) ack 1
+6 > 40001 > 7  P. 1:11(10) ack 1
