# The peer's MSS bounds what we send, and ours stands in our SYN alone
# ids: MUST-14, MUST-65, MUST-67, SHLD-5, MAY-3, MUST-2, CK-2, M-046, M-047, M-052
# §3.7.1: "TCP endpoints MUST implement both sending and receiving the MSS Option";
# §3.2: it "MUST NOT be sent in other segments".
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 600>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 600
write 1301
> 7 > 40000  . 1:601(600) ack 1
> 7 > 40000  . 601:1201(600) ack 1
< 40000 > 7  . 1:1(0) ack 1201
> 7 > 40000  P. 1201:1302(101) ack 1
< 40000 > 7  . 1:1(0) ack 1302
close
> 7 > 40000  F. 1302:1302(0) ack 1
