# Of a segment that reaches over the right edge of the window not one byte beyond it is taken, and no FIN.
# ids: EV-13, M-092, M-102, M-171
# "trimming off any portions that lie outside the window (including SYN and FIN)" (§3.10.7.4)
stack rcvbuf 10
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 10 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:4(3) ack 1 "abc"
< 40000 > 7  . 12:13(1) ack 1 "l" # beyond it as a whole
> 7 > 40000  . 1:1(0) ack 4 win 7
< 40000 > 7  . 11:12(1) ack 1 "k" # its first number is the first beyond it
> 7 > 40000  . 1:1(0) ack 4 win 7
< 40000 > 7  FP. 1:13(12) ack 1 "abcdefghijkl" # begins before the window, ends beyond it
> 7 > 40000  . 1:1(0) ack 11 win 0
state ESTABLISHED
read "abcdefghij"
> 7 > 40000  . 1:1(0) ack 11 win 10
< 40000 > 7  FP. 11:13(2) ack 1 "kl"
> 7 > 40000  . 1:1(0) ack 14
read "kl"
read eof
