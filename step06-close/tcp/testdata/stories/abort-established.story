# ABORT tells the peer, drops what was to be sent, and nothing comes after it.
# ids: EV-34, M-195, M-201
# "<SEQ=SND.NXT><CTL=RST>", and "all segments queued for transmission (except for
# the RST formed above) or retransmission should be flushed" (§3.10.5).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 10
write 3000
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  . 1461:2921(1460) ack 1
< 40000 > 7  P. 1:6(5) ack 1 "hello"
abort
> 7 > 40000  R 2921:2921(0)
state CLOSED
err aborted
conns 0
read error aborted
write error aborted
close again
abort
+600 quiet
< 40000 > 7  . 6:6(0) ack 2921
> 7 > 40000  R 2921:2921(0)
