# Text and FIN in the SYN-ACK are taken at once, and acknowledged with the SYN.
# "If there are other controls or text in the segment, then continue processing" (§3.10.7.3)
dial 50000 192.168.0.1:40000
> 50000 > 40000  S 0:0(0) win 65535 <mss 1460>
< 40000 > 50000  FSP. 0:5(5) ack 1 win 65535 <mss 1460> "hello"
> 50000 > 40000  . 1:1(0) ack 7
state CLOSE-WAIT
read "hello"
read eof
write "bye"
> 50000 > 40000  P. 1:4(3) ack 7
< 40000 > 50000  . 7:7(0) ack 4
