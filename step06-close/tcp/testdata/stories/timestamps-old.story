# A segment that is older than what has come is acknowledged and dropped
# ids: TS-6, TS-7
# RFC 7323 §5.3 R1: "Send an acknowledgment in reply …, and drop the segment."
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 4294967295 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 4294967295>
# The peer's clock wraps.
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 0 ecr 0>
accept
0.1 < 40000 > 7  P. 1:6(5) ack 1 <nop,nop,TS val 5 ecr 0> "hello"
0.14 > 7 > 40000  . 1:1(0) ack 6 <nop,nop,TS val 140 ecr 5>
read "hello"
write 3
> 7 > 40000  P. 1:4(3) ack 6 <nop,nop,TS val 140 ecr 5>
# Text in the window, older by 1 and by almost half of all numbers, before and after the wrap.
0.2 < 40000 > 7  P. 6:9(3) ack 4 win 9 <nop,nop,TS val 4 ecr 140> "bad"
> 7 > 40000  . 4:4(0) ack 6 <nop,nop,TS val 200 ecr 5>
0.3 < 40000 > 7  P. 6:9(3) ack 4 win 9 <nop,nop,TS val 4294967295 ecr 140> "bad"
> 7 > 40000  . 4:4(0) ack 6 <nop,nop,TS val 300 ecr 5>
0.4 < 40000 > 7  P. 6:9(3) ack 4 win 9 <nop,nop,TS val 2147483654 ecr 140> "bad"
> 7 > 40000  . 4:4(0) ack 6 <nop,nop,TS val 400 ecr 5>
# An acknowledgment and a FIN do not count either.
0.5 < 40000 > 7  F. 6:6(0) ack 4 win 9 <nop,nop,TS val 4 ecr 140>
> 7 > 40000  . 4:4(0) ack 6 <nop,nop,TS val 500 ecr 5>
0.6 < 40000 > 7  . 6:6(0) ack 4 win 9 <nop,nop,TS val 4 ecr 140>
> 7 > 40000  . 4:4(0) ack 6 <nop,nop,TS val 600 ecr 5>
read nothing
sndwnd 65535
state ESTABLISHED
# So our text goes out again.
1.14 > 7 > 40000  P. 1:4(3) ack 6 <nop,nop,TS val 1140 ecr 5>
# What is as old as the last one counts, and what is newer.
1.2 < 40000 > 7  P. 6:7(1) ack 4 <nop,nop,TS val 5 ecr 1140> "a"
1.24 > 7 > 40000  . 4:4(0) ack 7 <nop,nop,TS val 1240 ecr 5>
1.3 < 40000 > 7  P. 7:8(1) ack 4 <nop,nop,TS val 2147483652 ecr 1240> "b"
1.34 > 7 > 40000  . 4:4(0) ack 8 <nop,nop,TS val 1340 ecr 2147483652>
read "ab"
# Nor does old text beyond the window set the echo.
1.4 < 40000 > 7  P. 90008:90009(1) ack 4 <nop,nop,TS val 9 ecr 1240> "x"
> 7 > 40000  . 4:4(0) ack 8 <nop,nop,TS val 1400 ecr 2147483652>
