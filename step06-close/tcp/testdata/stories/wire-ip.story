# What IP puts around a SYN: options that nobody understands, and padding
# ids: MUST-50, IP-4, IP-5
# §3.9.2: a TCP implementation "MUST ignore options that it does not understand".
listen 7
< 40000 > 7  S 0:0(0) <mss 1460> ipopt 94040000
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  S 0:0(0) <mss 1460> ipopt de0c00000000000000000000
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40002 > 7  S 0:0(0) pad 6
> 7 > 40002  S. 0:0(0) ack 1 <mss 1460>
< 40002 > 7  . 1:1(0) ack 1 pad 6
accept
read nothing
# Neither options nor padding are text.
< 40002 > 7  P. 1:3(2) ack 1 ipopt 94040000 pad 3 "hi"
+0.04 > 7 > 40002  . 1:1(0) ack 3
read "hi"
read nothing
