# Only a SYN opens a connection
# ids: EV-4, EV-5, EV-6, EV-15, MUST-2, M-055, M-065, M-075
# §3.10.7.2: "An incoming RST should be ignored", "Any acknowledgment is bad if
# it arrives on a connection still in the LISTEN state", and an SYN is answered
# by <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>.
listen 7
< 40000 > 7  R 0:0(0)
< 40000 > 7  R. 0:0(0) ack 555
< 40000 > 7  SR 0:0(0)
< 40000 > 7  . 0:0(0) ack 555
> 7 > 40000  R 555:555(0) win 0
< 40000 > 7  S. 0:0(0) ack 555
> 7 > 40000  R 555:555(0) win 0
< 40000 > 7  P. 0:5(5) ack 555
> 7 > 40000  R 555:555(0) win 0
< 40000 > 7  F 0:5(5)
< 40000 > 7  - 0:0(0)
conns 0
accept none
# Our window is ours, however small the peer's is.
< 40000 > 7  S 0:0(0) win 10
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  P. 1:101(100) ack 1 win 10
+0.04 > 7 > 40000  . 1:1(0) ack 101
accept
sndwnd 10
