# Text that comes with a SYN is not taken, and is welcome afterwards
# ids: EV-7
# §3.10.7.2: it is processed later, in SYN-RECEIVED at the earliest, or sent again.
listen 7
< 40000 > 7  S 0:10(10) "helloworld"
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
accept none
+0.1 < 40000 > 7  . 11:11(0) ack 1
accept
read nothing
< 40000 > 7  P. 1:11(10) ack 1 "helloworld"
+0.04 > 7 > 40000  . 1:1(0) ack 11
read "helloworld"
read nothing
