# Blocks tell what has come beyond a gap: first the one with the segment that came last, then the others, newest
# first. Their edges are exact, the right one is the number after the block. Text that came twice is told first, once.
# ids: SACK-1, SACK-3, SACK-4, SACK-5, SACK-6, SACK-15, M-160
stack with sack
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 501:1001(500) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 501:1001>
< 40000 > 7  . 2501:3001(500) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 2501:3001 501:1001>
< 40000 > 7  . 1501:2001(500) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 1501:2001 2501:3001 501:1001>
< 40000 > 7  . 3501:4001(500) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 3501:4001 1501:2001 2501:3001 501:1001>
< 40000 > 7  . 4501:5001(500) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 4501:5001 3501:4001 1501:2001 2501:3001>
< 40000 > 7  . 2001:2501(500) ack 1    # between two: they become one; and there is room for the oldest again
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 1501:3001 4501:5001 3501:4001 501:1001>
< 40000 > 7  . 3501:4001(500) ack 1    # again, the whole of a block: it is told twice (RFC 2883 §4 (4))
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 3501:4001 3501:4001 1501:3001 4501:5001>
< 40000 > 7  . 2001:2501(500) ack 1    # again, a part of one
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 2001:2501 1501:3001 3501:4001 4501:5001>
< 40000 > 7  . 1:501(500) ack 1
> 7 > 40000  . 1:1(0) ack 1001 <nop,nop,sack 1501:3001 3501:4001 4501:5001>
< 40000 > 7  . 1:501(500) ack 1        # again, below the acknowledgment
> 7 > 40000  . 1:1(0) ack 1001 <nop,nop,sack 1:501 1501:3001 3501:4001 4501:5001>
< 40000 > 7  . 1001:1501(500) ack 1
> 7 > 40000  . 1:1(0) ack 3001 <nop,nop,sack 3501:4001 4501:5001>
< 40000 > 7  . 3001:3501(500) ack 1
> 7 > 40000  . 1:1(0) ack 4001 <nop,nop,sack 4501:5001>
< 40000 > 7  . 4001:4501(500) ack 1
> 7 > 40000  . 1:1(0) ack 5001
