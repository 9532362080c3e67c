# The peer knows of an old connection (figure 9): what it says of that is reset
# ids: EV-8, M-085
0 dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
0.1 < 7 > 40000  . 300:300(0) ack 100
> 40000 > 7  R 100:100(0) win 0
state SYN-SENT
1 > 40000 > 7  S 0:0(0) <mss 1460>
1.1 < 7 > 40000  S. 0:0(0) ack 1
> 40000 > 7  . 1:1(0) ack 1
state ESTABLISHED
