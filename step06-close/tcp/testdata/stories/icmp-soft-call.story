# Trouble on the way does not end an attempt to connect; if it fails, the error tells of it
# ids: MUST-56, SHLD-25
# §3.9.2.2: "a TCP implementation MUST NOT abort the connection", and it "SHOULD
# make the information available to the application".
0 dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
usertimeout 200
0.1 icmp 3 0 0
icmp 3 5 0
icmp 11 0 0
icmp 12 0 0
icmp 3 1 0
state SYN-SENT
1 > 40000 > 7  S 0:0(0) <mss 1460>
3 > 40000 > 7  S 0:0(0) <mss 1460>
7 > 40000 > 7  S 0:0(0) <mss 1460>
15 > 40000 > 7  S 0:0(0) <mss 1460>
31 > 40000 > 7  S 0:0(0) <mss 1460>
63 > 40000 > 7  S 0:0(0) <mss 1460>
123 > 40000 > 7  S 0:0(0) <mss 1460>
183 > 40000 > 7  S 0:0(0) <mss 1460>
200 quiet
state CLOSED
err timeout
err unreachable
