# What is written in small pieces is sent in large ones: full segments wherever possible.
# ids: SHLD-28, MAY-16
# "SHOULD send a maximum-sized segment whenever possible" (§3.9.1.2)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1
write 400
write 400
write 100
write 99
# Now a full segment is there: it need not wait for the first one's acknowledgment.
write 1
> 7 > 40000  P. 11:1011(1000) ack 1
write 700
write 700
> 7 > 40000  . 1011:2011(1000) ack 1
< 40000 > 7  . 1:1(0) ack 2011
> 7 > 40000  P. 2011:2411(400) ack 1
< 40000 > 7  . 1:1(0) ack 2411
