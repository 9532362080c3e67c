# Nobody asked for keep-alives: an idle connection stays idle.
# ids: MUST-25
# "they MUST default to off" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
+10800 quiet
+1000000 state ESTABLISHED
