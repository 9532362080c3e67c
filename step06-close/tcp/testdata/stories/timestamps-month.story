# After 24 days of silence a peer's timestamps mean nothing any more
# ids: TS-10
# RFC 7323 §5.5: "include a mechanism to 'invalidate' the TS.Recent value when a connection is idle for
# more than 24 days."
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
# 23 days: this is old.
1987200 < 40000 > 7  P. 1:6(5) ack 1 <nop,nop,TS val 999 ecr 0> "wrong"
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 1987200000 ecr 1000>
# 25 days: more than half of the peer's clock, if it ticks like ours.
2160000 < 40000 > 7  P. 1:6(5) ack 1 <nop,nop,TS val 2160001000 ecr 0> "hello"
2160000.04 > 7 > 40000  . 1:1(0) ack 6 <nop,nop,TS val 2160000040 ecr 2160001000>
read "hello"
# And from there on they mean something again.
2160001 < 40000 > 7  P. 6:11(5) ack 1 <nop,nop,TS val 2160000999 ecr 0> "wrong"
> 7 > 40000  . 1:1(0) ack 6 <nop,nop,TS val 2160001000 ecr 2160001000>
read nothing
