# Text alone in the SYN-ACK is taken too, and what follows it goes on from there.
# "SND.UNA should be advanced to equal SEG.ACK" (§3.10.7.3)
dial 50000 192.168.0.1:40000
> 50000 > 40000  S 0:0(0) win 65535 <mss 1460>
< 40000 > 50000  SP. 0:5(5) ack 1 win 65535 <mss 1460> "hello"
> 50000 > 40000  . 1:1(0) ack 6
state ESTABLISHED
< 40000 > 50000  P. 6:12(6) ack 1 " world"
read "hello world"
+0.04 > 50000 > 40000  . 1:1(0) ack 12
