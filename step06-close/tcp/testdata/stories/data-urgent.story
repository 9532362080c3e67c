# Urgent data is read in line with all other, at its place in the text, by one read.
# ids: MUST-30
# "a TCP receiver should be robust to invalid urgent pointer values" (§3.8.5); there is no urgent mode here, see doc.go.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P.U 1:6(5) ack 1 urg 3 "hello"
< 40000 > 7  .U 6:7(1) ack 1 urg 65535 "!"
> 7 > 40000  . 1:1(0) ack 7
read "hello!"
< 40000 > 7  .U 7:7(0) ack 1 urg 0
< 40000 > 7  P. 7:8(1) ack 1 "?"
read "?"
+0.04 > 7 > 40000  . 1:1(0) ack 8
