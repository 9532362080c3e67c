# After a time-out, while some of the flight is still to be sent again, the probe is the last of what has been, not the
# last of all: that would pass over the rest, which would wait for another time-out.
stack with sack,rack,timestamps without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1012,nop,nop,sackOK,nop,nop,TS val 1 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK,nop,nop,TS val 0 ecr 1>
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 101 ecr 0>
accept
write 5000
> 7 > 40000  . 1:1001(1000) ack 1 <nop,nop,TS val 100 ecr 101>
> 7 > 40000  . 1001:2001(1000) ack 1 <nop,nop,TS val 100 ecr 101>
> 7 > 40000  . 2001:3001(1000) ack 1 <nop,nop,TS val 100 ecr 101>
> 7 > 40000  . 3001:4001(1000) ack 1 <nop,nop,TS val 100 ecr 101>
> 7 > 40000  P. 4001:5001(1000) ack 1 <nop,nop,TS val 100 ecr 101>
+0.2 > 7 > 40000  P. 4001:5001(1000) ack 1 <nop,nop,TS val 300 ecr 101>
+1 > 7 > 40000  . 1:1001(1000) ack 1 <nop,nop,TS val 1300 ecr 101>
+0.1 < 40000 > 7  . 1:1(0) ack 1001 <nop,nop,TS val 1401 ecr 1300>
> 7 > 40000  . 1001:2001(1000) ack 1 <nop,nop,TS val 1400 ecr 1401>
> 7 > 40000  . 2001:3001(1000) ack 1 <nop,nop,TS val 1400 ecr 1401>
+0.2 > 7 > 40000  . 2001:3001(1000) ack 1 <nop,nop,TS val 1600 ecr 1401>
+0.1 < 40000 > 7  . 1:1(0) ack 3001 <nop,nop,TS val 1701 ecr 1400>    # late
> 7 > 40000  . 3001:4001(1000) ack 1 <nop,nop,TS val 1700 ecr 1701>
> 7 > 40000  P. 4001:5001(1000) ack 1 <nop,nop,TS val 1700 ecr 1701>
+0.1 < 40000 > 7  . 1:1(0) ack 5001 <nop,nop,TS val 1801 ecr 1700>
