# A full segment has arrived: so when the next ones vanish, it is not because of their size; but after eight time-outs in a
# row it may be, as ways change.
stack with blackholes
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1461
write 1460
> 7 > 40000  P. 1461:2921(1460) ack 1
+1 > 7 > 40000  P. 1461:2921(1460) ack 1
+2 > 7 > 40000  P. 1461:2921(1460) ack 1
+4 > 7 > 40000  P. 1461:2921(1460) ack 1
+8 > 7 > 40000  P. 1461:2921(1460) ack 1
+16 > 7 > 40000  P. 1461:2921(1460) ack 1
+32 > 7 > 40000  P. 1461:2921(1460) ack 1
+60 > 7 > 40000  P. 1461:2921(1460) ack 1
+60 > 7 > 40000  . 1461:2821(1360) ack 1
