# Our MSS comes from our own link, be it 536 or not
# ids: MAY-3, MUST-67, PMTU-8
# §3.7.1: it "MAY" be sent "always"; the value is at most
# MMS_R - 20, and options are not subtracted.
stack mtu 576
listen 7
< 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 536>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 536
