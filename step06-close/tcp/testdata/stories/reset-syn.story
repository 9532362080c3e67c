# A SYN on an established connection changes nothing: it is challenged, wherever it stands
# ids: BLIND-4, M-161, M-162
# RFC 5961 §4.2: "If the SYN bit is set, irrespective of the sequence number, TCP
# MUST send an ACK (also referred to as challenge ACK) to the remote peer".
listen 7
< 40000 > 7  S 0:0(0) win 5000 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 5000
accept
write "hello"
> 7 > 40000  P. 1:6(5) ack 1
< 40000 > 7  S 0:0(0) win 7 <mss 100>
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  S 1:1(0) win 7
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  S 100:110(10) win 7
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  S. 1:1(0) ack 6 win 7
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  S 65536:65536(0) win 7
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  S 2000000000:2000000000(0) win 7
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  SF 1:1(0) win 7
> 7 > 40000  . 6:6(0) ack 1
state ESTABLISHED
sndwnd 5000
mss 1000
conns 1
accept none
< 40000 > 7  P. 1:6(5) ack 6 win 5000 "hello"
read "hello"
write "hello"
> 7 > 40000  P. 6:11(5) ack 6 "hello"
