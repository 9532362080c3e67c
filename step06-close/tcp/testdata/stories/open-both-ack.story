# Both sides open, and the peer has our SYN-ACK already when it answers
# ids: MUST-10
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
+0.1 < 7 > 40000  S 0:0(0)
> 40000 > 7  S. 0:0(0) ack 1 <mss 1460>
+0.1 < 7 > 40000  P. 1:6(5) ack 1 "hello"
state ESTABLISHED
read "hello"
+0.04 > 40000 > 7  . 1:1(0) ack 6
+300 quiet
