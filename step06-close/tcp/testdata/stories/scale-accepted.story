# Both sides scale their windows, each by its own shift, but not those of a SYN
# ids: WS-2, WS-3, WS-4, M-076, M-156
# RFC 7323 §2.2: "The window field in a segment where the SYN bit is set … MUST NOT be scaled."
# §2.3: SND.WND = SEG.WND << Snd.Wind.Shift; SEG.WND = RCV.WND >> Rcv.Wind.Shift.
stack with scale rcvbuf 262144
listen 7
< 40000 > 7  S 0:0(0) win 4000 <mss 1460,nop,wscale 7>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 3>
on 40000
sndwnd 4000
0.1 < 40000 > 7  . 1:1(0) ack 1 win 23
accept
sndwnd 2944
# 23 << 7 = 2944: two full segments, and no third.
write 5000
> 7 > 40000  . 1:1461(1460) ack 1 win 32768
> 7 > 40000  . 1461:2921(1460) ack 1 win 32768
0.2 < 40000 > 7  . 1:1(0) ack 2921 win 100
> 7 > 40000  . 2921:4381(1460) ack 1 win 32768
0.3 < 40000 > 7  . 1:1(0) ack 4381 win 100
> 7 > 40000  P. 4381:5001(620) ack 1 win 32768
sndwnd 12800
# (262144 - 1000) >> 3 = 32643.
0.4 < 40000 > 7  P. 1:1001(1000) ack 5001 win 10
+0.04 > 7 > 40000  . 5001:5001(0) ack 1001 win 32643
sndwnd 1280
