# Two hosts may use the same port: the four-tuple tells connections apart.
# ids: M-016
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 192.168.0.3:40000 > 192.168.0.2:7  S 0:0(0) win 65535 <mss 1460>
> 192.168.0.2:7 > 192.168.0.3:40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
conns 2
< 192.168.0.3:40000 > 192.168.0.2:7  . 1:1(0) ack 1
< 192.168.0.3:40000 > 192.168.0.2:7  P. 1:6(5) ack 1 "hello"
read nothing
accept
read "hello"
write "hello"
> 192.168.0.2:7 > 192.168.0.3:40000  P. 1:6(5) ack 6 "hello"
