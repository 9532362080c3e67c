# Text in a SYN is not delivered before the connection is established: we do not take it, and the peer sends it again.
# ids: EV-7
# "Once in the ESTABLISHED state, it is possible to deliver segment data" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:10(10) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
accept none
< 40000 > 7  . 1:1(0) ack 1
accept
read nothing
< 40000 > 7  P. 1:11(10) ack 1
read "abcdefghij"
read nothing
+0.04 > 7 > 40000  . 1:1(0) ack 11
