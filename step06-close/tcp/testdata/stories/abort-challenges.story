# Resets that only come close are challenged, but not without end; text is always acknowledged.
# ids: BLIND-6
# "in any 5 second window, no more than 10 challenge ACKs should be sent" (RFC 5961 §7).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  R 2:2(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  R 3:3(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  R 4:4(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  R 5:5(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  R 6:6(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  S 6:6(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  S 6:6(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  S 0:0(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 0:0(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
+2.5 < 40000 > 7  R 9:9(0)
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  R 10:10(0)
< 40000 > 7  R 11:11(0)
< 40000 > 7  S 6:6(0)
< 40000 > 7  . 0:0(0) ack 1
< 40000 > 7  P. 1:6(5) ack 1 "hello"
+0.04 > 7 > 40000  . 1:1(0) ack 6
< 40000 > 7  P. 1:6(5) ack 1 "hello"    # old text
> 7 > 40000  . 1:1(0) ack 6
4.999999 < 40000 > 7  R 12:12(0)
5 < 40000 > 7  R 13:13(0)
> 7 > 40000  . 1:1(0) ack 6
state ESTABLISHED
read "hello"
