# We call
# ids: MUST-44, EV-15, MUST-2, SHLD-5, MAY-3, MUST-65
# §3.9.1.1: it "MUST ask the IP layer to select a local IP address before sending
# the (first) SYN".
dial 40000 192.168.0.1:7
> 192.168.0.2:40000 > 192.168.0.1:7  S 0:0(0) win 65535 <mss 1460>
state SYN-SENT
+0.1 < 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 500>
> 40000 > 7  . 1:1(0) ack 1 win 65535
state ESTABLISHED
# The window of the SYN-ACK is known at once: RFC 1122 §4.2.2.20(c).
sndwnd 1000
mss 500
write 5
> 40000 > 7  P. 1:6(5) ack 1
