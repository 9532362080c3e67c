# Both sides open, and the peer thinks better of it: the user who called is told
# ids: MUST-11
# §3.10.7.4: "If this connection was initiated with an active OPEN … then the
# connection was refused; signal the user".
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
+0.1 < 7 > 40000  S 0:0(0)
> 40000 > 7  S. 0:0(0) ack 1 <mss 1460>
state SYN-RECEIVED
# Another SYN is not the peer's to open with: we called.
< 7 > 40000  S 100:100(0)
> 40000 > 7  . 1:1(0) ack 1
state SYN-RECEIVED
< 7 > 40000  R 1:1(0)
state CLOSED
err refused
conns 0
+300 quiet
