# A SYN that nobody answers is sent again and again, each time after twice as long, and then the user is told.
# ids: MUST-22, MUST-23, RTO-1, RTO-5, RTO-14, TLD-1, TLD-4, SHLD-10, SHLD-11, M-011, M-061, M-122, M-132
# "R2 for a SYN segment MUST be set large enough to provide retransmission of the
# segment for at least 3 minutes" (§3.8.3).
dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+1 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+2 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+4 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+8 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+16 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+32 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
+60 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>    # RFC 6298 (2.5): a maximum of 60 seconds
+60 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>    # after 183 seconds
+60 > 40001 > 7  S 0:0(0) win 65535 <mss 1460>
299.999999 state SYN-SENT
300 state CLOSED
err timeout
read error timeout
write error timeout
conns 0
+600 quiet
