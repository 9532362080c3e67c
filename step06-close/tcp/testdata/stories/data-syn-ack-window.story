# The window in the SYN-ACK counts: no more is sent than it takes.
# ids: EV-10, M-111
# RFC 1122 §4.2.2.20 (c): "SND.WND <- SEG.WND", also where SYN-SENT goes to ESTABLISHED
dial 50000 192.168.0.1:40000
> 50000 > 40000  S 0:0(0) win 65535 <mss 1460>
< 40000 > 50000  S. 0:0(0) ack 1 win 500 <mss 1460>
> 50000 > 40000  . 1:1(0) ack 1
sndwnd 500
write 1000
> 50000 > 40000  . 1:501(500) ack 1
+0.5 < 40000 > 50000  . 1:1(0) ack 501 win 500
> 50000 > 40000  P. 501:1001(500) ack 1
< 40000 > 50000  . 1:1(0) ack 1001 win 500
