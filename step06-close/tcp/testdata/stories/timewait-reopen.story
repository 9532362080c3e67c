# A new SYN with higher numbers opens the connection again, out of TIME-WAIT; one with old numbers does not.
# ids: MAY-2
# "it MAY accept a new SYN from the remote TCP endpoint to reopen the connection
# directly from TIME-WAIT state" (§3.6.1).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
+10 < 40000 > 7  S 0:0(0) win 65535 <mss 1460>    # an old duplicate
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
+10 < 40000 > 7  S 1000:1000(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1001 win 65535 <mss 1460>
state CLOSED
err none
conns 1
< 40000 > 7  . 1001:1001(0) ack 1
accept
state ESTABLISHED
write "hello"
> 7 > 40000  P. 1:6(5) ack 1001 "hello"
< 40000 > 7  . 1001:1001(0) ack 6
+60 state ESTABLISHED    # the old one's timer is gone
