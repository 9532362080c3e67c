# Both opened at the same time, and we close before that is settled.
# "form a FIN segment and send it, and enter FIN-WAIT-1 state" (§3.10.4).
dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
< 7 > 40001  S 0:0(0) win 65535 <mss 1460>
> 40001 > 7  S. 0:0(0) ack 1 win 65535 <mss 1460>
state SYN-RECEIVED
close
> 40001 > 7  F. 1:1(0) ack 1
< 7 > 40001  . 1:1(0) ack 2
state FIN-WAIT-2
< 7 > 40001  F. 1:1(0) ack 2
> 40001 > 7  . 2:2(0) ack 2
state TIME-WAIT
