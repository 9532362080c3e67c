# Every second segment is acknowledged at once, full or not, and with one acknowledgment.
# ids: SHLD-19, CC-24
# "An ACK SHOULD be generated for at least every second full-sized segment" (§3.8.6.3)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1461(1460) ack 1
< 40000 > 7  . 1461:2921(1460) ack 1
> 7 > 40000  . 1:1(0) ack 2921
< 40000 > 7  . 2921:2931(10) ack 1
< 40000 > 7  . 2931:2941(10) ack 1
> 7 > 40000  . 1:1(0) ack 2941
< 40000 > 7  . 2941:4401(1460) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 4401
+0.001 < 40000 > 7  . 4401:5861(1460) ack 1 # the first of two again
+0.02 < 40000 > 7  . 5861:7321(1460) ack 1
> 7 > 40000  . 1:1(0) ack 7321
+1 quiet
