# A segment that is due an acknowledgment and a user who has read so much that the peer should know: that is one acknowledgment.
# ids: CC-24, M-155
# "A TCP receiver MUST NOT generate more than one ACK for every incoming segment, other than to update the offered window" (RFC 5681 §4.2)
stack rcvbuf 2920
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 2920 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
hold
< 40000 > 7  . 1:1461(1460) ack 1
< 40000 > 7  . 1461:2921(1460) ack 1
read 2920
release
> 7 > 40000  . 1:1(0) ack 2921 win 2920
+1 quiet
+0 hold
< 40000 > 7  . 2921:4381(1460) ack 1
read 1460
release
> 7 > 40000  . 1:1(0) ack 4381 win 2920
+1 quiet # it was not delayed besides
