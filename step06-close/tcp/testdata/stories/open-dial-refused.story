# A reset that acknowledges our SYN refuses the connection
# ids: EV-9, M-191
# §3.10.7.3: "If the ACK was acceptable, then signal to the user 'error:
# connection reset'".
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
+0.1 < 7 > 40000  R. 0:0(0) ack 1 win 0
state CLOSED
err refused
conns 0
+300 quiet
