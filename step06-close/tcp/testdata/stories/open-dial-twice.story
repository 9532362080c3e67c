# The same two ends are one connection: a second call fails, and disturbs nothing
# ids: EV-40
# §3.10.1: "error: connection already exists".
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
dial 40000 192.168.0.1:7 error
+0.1 < 7 > 40000  S. 0:0(0) ack 1
> 40000 > 7  . 1:1(0) ack 1
dial 40000 192.168.0.1:7 error
dial 40000 192.168.0.1:8
> 40000 > 8  S 0:0(0) <mss 1460>
conns 2
