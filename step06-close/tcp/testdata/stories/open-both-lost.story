# Both sides open, and the first answers are lost
# ids: MUST-10, EV-19, M-060
0 dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
0.1 < 7 > 40000  S 0:0(0)
> 40000 > 7  S. 0:0(0) ack 1 <mss 1460>
1 > 40000 > 7  S. 0:0(0) ack 1 <mss 1460>
1.1 < 7 > 40000  S 0:0(0)
> 40000 > 7  S. 0:0(0) ack 1 <mss 1460>
1.2 < 7 > 40000  S. 0:0(0) ack 1
state ESTABLISHED
# The peer did not hear that: it hears it now.
2 < 7 > 40000  S. 0:0(0) ack 1
> 40000 > 7  . 1:1(0) ack 1
state ESTABLISHED
