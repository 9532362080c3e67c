# A port or protocol that is not there ends an attempt to connect, at once
# ids: SHLD-26, MUST-54
# §3.9.2.2: "TCP implementations SHOULD abort the connection" on a hard error.
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
dial 40001 192.168.0.1:8
> 40001 > 8  S 0:0(0) <mss 1460>
dial 40002 192.168.0.1:9
> 40002 > 9  S 0:0(0) <mss 1460>
+0.1 quiet
on 7
icmp 3 3 0
state CLOSED
err refused
on 8
state SYN-SENT
icmp 3 2 0
state CLOSED
err refused
on 9
state SYN-SENT
conns 1
