# ABORT while a side has closed: a reset in FIN-WAIT-1, FIN-WAIT-2 and CLOSE-WAIT.
# ids: EV-34
# "<SEQ=SND.NXT><CTL=RST>" (§3.10.5).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
state FIN-WAIT-1
abort
> 7 > 40000  R 2:2(0)
state CLOSED
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40001  F. 1:1(0) ack 1
< 40001 > 7  . 1:1(0) ack 2
state FIN-WAIT-2
abort
> 7 > 40001  R 2:2(0)
state CLOSED
< 40002 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40002  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40002 > 7  . 1:1(0) ack 1
accept
< 40002 > 7  F. 1:1(0) ack 1
> 7 > 40002  . 1:1(0) ack 2
state CLOSE-WAIT
abort
> 7 > 40002  R 1:1(0)
state CLOSED
read error aborted
conns 0
+600 quiet
