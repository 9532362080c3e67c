# A port may be listened on while it calls, and while others knock
# ids: MUST-42, MUST-41
# §3.9.1.1: "LISTEN on a port while a connection block with the same local port is
# in SYN-SENT or SYN-RECEIVED state".
dial 7 192.168.0.1:40000
> 7 > 40000  S 0:0(0) <mss 1460>
listen 7
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40002 > 7  S 0:0(0)
> 7 > 40002  S. 0:0(0) ack 1 <mss 1460>
listen 192.168.0.2:7
< 40003 > 7  S 0:0(0)
> 7 > 40003  S. 0:0(0) ack 1 <mss 1460>
conns 4
state SYN-SENT
< 40000 > 7  S. 0:0(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
state ESTABLISHED
