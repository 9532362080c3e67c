# ABORT in SYN-RECEIVED resets the peer, which may believe in the connection already.
# "SYN-RECEIVED ... Send a reset segment: <SEQ=SND.NXT><CTL=RST>" (§3.10.5).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
on 40000
write 10
abort
> 7 > 40000  R 1:1(0)
state CLOSED
conns 0
accept none
+600 quiet
