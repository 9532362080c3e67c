# What is written before the connection is open goes out with the third segment
# ids: EV-15
# §3.10.7.3: "Data or controls that were queued for transmission MAY be included."
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
write "hello"
+0.1 < 7 > 40000  S. 0:0(0) ack 1
> 40000 > 7  P. 1:6(5) ack 1 "hello"
