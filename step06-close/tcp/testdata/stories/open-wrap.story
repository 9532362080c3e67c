# The peer's first number is the last one that there is
# ids: EV-6, EV-14, M-055
listen 7
< 40000 > 7  S 4294967295:4294967295(0)
> 7 > 40000  S. 0:0(0) ack 0 <mss 1460>
< 40000 > 7  P. 0:5(5) ack 1 "hello"
accept
write 1
> 7 > 40000  P. 1:2(1) ack 5
