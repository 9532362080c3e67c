# What is ahead of a gap and beyond the window is not kept, however far ahead it is.
# ids: EV-12, M-100, M-096
# "If an incoming segment is not acceptable, an acknowledgment should be sent in reply" (§3.10.7.4)
stack rcvbuf 2000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 2000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 2001:2002(1) ack 1
> 7 > 40000  . 1:1(0) ack 1 win 2000
< 40000 > 7  . 1000000000:1000001460(1460) ack 1
> 7 > 40000  . 1:1(0) ack 1 win 2000
< 40000 > 7  . 2147483648:2147485108(1460) ack 1 # as far as can be
> 7 > 40000  . 1:1(0) ack 1 win 2000
< 40000 > 7  . 1501:2501(1000) ack 1 # half of it inside
> 7 > 40000  . 1:1(0) ack 1 win 2000
< 40000 > 7  . 1:1461(1460) ack 1
> 7 > 40000  . 1:1(0) ack 1461 win 540
< 40000 > 7  . 1461:1501(40) ack 1
> 7 > 40000  . 1:1(0) ack 2001 win 0
read 2000
> 7 > 40000  . 1:1(0) ack 2001 win 2000
read nothing
