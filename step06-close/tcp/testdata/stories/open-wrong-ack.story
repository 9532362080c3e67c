# The handshake is complete only when our SYN is acknowledged, neither less nor more
# ids: EV-16, EV-17, M-070, M-017
# §3.10.7.4: "If SND.UNA < SEG.ACK =< SND.NXT, then enter ESTABLISHED state"; else
# "form a reset segment <SEQ=SEG.ACK><CTL=RST>".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 0
> 7 > 40000  R 0:0(0) win 0
accept none
< 40000 > 7  . 1:1(0) ack 2
> 7 > 40000  R 2:2(0) win 0
< 40000 > 7  P. 1:6(5) ack 2147483649
> 7 > 40000  R 2147483649:2147483649(0) win 0
accept none
conns 1
< 40000 > 7  . 1:1(0) ack 1
accept
state ESTABLISHED
read nothing
