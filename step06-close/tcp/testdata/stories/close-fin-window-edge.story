# A segment reaches over the window's edge: what is beyond is cut off, and the FIN with it.
# ids: M-171, M-172
# "trimming off any portions that lie outside the window (including SYN and FIN)" (§3.10.7.4, first).
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  FP. 1:1201(1200) ack 1
> 7 > 40000  . 1:1(0) ack 1001 win 0
state ESTABLISHED
< 40000 > 7  FP. 1001:1201(200) ack 1
> 7 > 40000  . 1:1(0) ack 1001 win 0
read 1000
> 7 > 40000  . 1:1(0) ack 1001 win 1000
state ESTABLISHED
read nothing
< 40000 > 7  FP. 1001:1201(200) ack 1
> 7 > 40000  . 1:1(0) ack 1202
state CLOSE-WAIT
read 200
read eof
