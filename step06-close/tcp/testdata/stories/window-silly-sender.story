# A window that opens byte by byte is not filled byte by byte: we wait for room for a full segment, or for half of the window.
# ids: MUST-38
# "A TCP implementation MUST include a SWS avoidance algorithm in the sender (MUST-38)." (§3.8.6.2.1)
listen 7
< 40000 > 7  S 0:0(0) win 1000 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 1000
accept
write 5000
> 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001 win 0
+0.1 < 40000 > 7  . 1:1(0) ack 1001 win 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001 win 2
+0.1 < 40000 > 7  . 1:1(0) ack 1001 win 3
+0.1 < 40000 > 7  . 1:1(0) ack 1001 win 499
+0.1 < 40000 > 7  . 1:1(0) ack 1001 win 500
# "Fs * Max(SND.WND)", where Fs is 1/2
> 7 > 40000  . 1001:1501(500) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1501 win 0
+0.1 < 40000 > 7  . 1:1(0) ack 1501 win 100
# "or if the override timeout occurs"
+1 > 7 > 40000  . 1501:1601(100) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1601 win 1000
> 7 > 40000  . 1601:2601(1000) ack 1
