# A hard error that quotes another SYN than ours ends nothing
# ids: ICMP-11, MUST-54
0 dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
icmp 3 3 1
icmp 3 3 4294967295
icmp 3 3 0 port 8
state SYN-SENT
icmp 3 3 0
err refused
